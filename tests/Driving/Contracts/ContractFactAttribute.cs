using System.ComponentModel;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace Compounds.Driving;

/// <summary>A fact of the contract, inherited by each adapter's class and skipped there when that adapter's store cannot run. The assembly names itself in <c>TestAssembly</c>.</summary>
[AttributeUsage(AttributeTargets.Method)]
[XunitTestCaseDiscoverer("Compounds.Driving.ContractFactDiscoverer", TestAssembly.Name)]
internal sealed class ContractFactAttribute : FactAttribute;

/// <summary>On a class: its tests need Azurite, so they are skipped, with the reason, where node or npm is missing.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class RequiresAzuriteAttribute : Attribute;

internal sealed class ContractFactDiscoverer(IMessageSink messages) : IXunitTestCaseDiscoverer
{
    public IEnumerable<IXunitTestCase> Discover(ITestFrameworkDiscoveryOptions discoveryOptions, ITestMethod testMethod, IAttributeInfo factAttribute) =>
        [new ContractTestCase(
            messages, discoveryOptions.MethodDisplayOrDefault(), discoveryOptions.MethodDisplayOptionsOrDefault(), testMethod)];
}

internal sealed class ContractTestCase : XunitTestCase
{
    [EditorBrowsable(EditorBrowsableState.Never)]
    [Obsolete("xunit makes the case with this constructor before it deserializes it.")]
    public ContractTestCase()
    {
    }

    public ContractTestCase(IMessageSink messages, TestMethodDisplay display, TestMethodDisplayOptions options, ITestMethod method)
        : base(messages, display, options, method)
    {
    }

    protected override string? GetSkipReason(IAttributeInfo factAttribute) =>
        TestMethod.TestClass.Class.GetCustomAttributes(typeof(RequiresAzuriteAttribute)).Any()
            ? AzuriteProcess.WhyItCannotRun
            : base.GetSkipReason(factAttribute);
}
