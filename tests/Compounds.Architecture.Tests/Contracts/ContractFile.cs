namespace Compounds.Architecture.Tests.Contracts;

/// <summary>A checked-in contract: it may grow, but what it says of today must stay true tomorrow.</summary>
internal static class ContractFile
{
    /// <summary>Fails when the code says something else than the file; rewrites the file instead when asked to.</summary>
    /// <param name="name">The file below <c>Contracts</c>.</param>
    /// <param name="now">What the code says.</param>
    public static void AssertUpToDate(string name, IEnumerable<string> now)
    {
        var path = Repository.OfTests("Contracts", name);
        string[] lines = [.. now];
        if (Repository.UpdatesContracts)
        {
            File.WriteAllText(path, string.Join('\n', lines) + "\n");
            return;
        }

        var kept = File.Exists(path) ? File.ReadAllLines(path) : [];
        var gone = kept.Except(lines).ToArray();
        var added = lines.Except(kept).ToArray();
        Assert.True(
            kept.SequenceEqual(lines),
            $"""
            {name} is out of step with the code.
            {string.Join('\n', gone.Select(static line => "- " + line).Concat(added.Select(static line => "+ " + line)))}
            A removed or changed line breaks a cluster during an upgrade: keep the number or alias and add a new one instead. When the change is
            meant, run the tests once with COMPOUNDS_UPDATE_CONTRACTS=1 and commit the file.
            """);
    }
}
