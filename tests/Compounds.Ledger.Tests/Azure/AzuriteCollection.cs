using Compounds.Driving;

namespace Compounds.Ledger.Tests;

/// <summary>One emulator for all tests of a run that need one.</summary>
[CollectionDefinition(Name)]
public sealed class AzuriteCollection : ICollectionFixture<AzuriteProcess>
{
    public const string Name = "Azurite";
}
