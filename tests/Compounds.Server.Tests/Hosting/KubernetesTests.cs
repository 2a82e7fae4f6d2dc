using Compounds.Server.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Compounds.Server.Tests.Hosting;

/// <summary>A silo is a pod only where it is told so, shares a ledger, and the pod says who it is.</summary>
public sealed class KubernetesTests
{
    [Fact]
    public void Without_the_setting_it_is_none() => Assert.False(IsHost());

    [Fact]
    public void Switched_off_it_is_none() => Assert.False(IsHost((Kubernetes.Setting, "false")));

    [Theory]
    [InlineData("perhaps", "azure", "'perhaps'")]
    [InlineData("true", "sqlite", "Ledger:Provider=sqlite")]
    [InlineData("true", "azure", "needs POD_NAMESPACE")]
    public void What_cannot_be_right_is_refused_in_a_sentence(string enabled, string provider, string said) => Assert.Contains(
        said, Assert.Single(Assert.Throws<OptionsValidationException>(() =>
            IsHost((Kubernetes.Setting, enabled), ("Ledger:Provider", provider))).Failures), StringComparison.Ordinal);

    private static bool IsHost(params (string Key, string Value)[] settings) => Kubernetes.IsHost(
        new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(static each => KeyValuePair.Create(each.Key, (string?)each.Value))).Build());
}
