using Compounds.Grains.Texts;
using Compounds.Ledger;
using Microsoft.Extensions.DependencyInjection;

namespace Compounds.Grains.Tests;

/// <summary>Keys of texts beside the ledger of a test.</summary>
internal static class TestTexts
{
    /// <summary>The key of the deployment.</summary>
    public static TextKeyRing Ring { get; } = new([[.. Enumerable.Range(0, TextKeyRing.KeyBytes).Select(static i => (byte)i)]]);

    /// <summary>Opens the keys in a folder, which silos of one test share.</summary>
    public static SqliteTextKeys Open(string folder) => SqliteTextKeys.Open(Path.Combine(folder, "ledger.texts.db"), Path.Combine(folder, "ledger.textkey"));

    /// <summary>Adds a vault with the keys in a folder.</summary>
    public static IServiceCollection AddTexts(this IServiceCollection services, string folder) => services
        .AddSingleton(_ => Open(folder)).AddSingleton(static provider => new TextVault(provider.GetRequiredService<SqliteTextKeys>(), Ring, TimeProvider.System));
}
