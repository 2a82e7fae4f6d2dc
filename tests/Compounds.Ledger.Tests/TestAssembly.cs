namespace Compounds.Driving;

/// <summary>What shared test code has to know about the assembly it is compiled into.</summary>
internal static class TestAssembly
{
    public const string Name = "Compounds.Ledger.Tests";
}
