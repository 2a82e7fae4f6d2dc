using System.Text;
using Compounds.Exchange.Intake;
using Compounds.Server.Intake;
using Compounds.Server.Policy;
using Compounds.Server.Problems;
using Compounds.Server.Simulation;

namespace Compounds.Server.Tests.Intake;

/// <summary>REFUSALS.md tells partners what each code in a receipt means. It is written from the codes themselves.</summary>
public sealed class RefusalReferenceTests
{
    private const string Head = """
        # Refusals and warnings

        What the codes in a receipt mean, and what to do. A *refused* line is not stored; mend it and send it again. A line
        with a *warning* is stored, and the warning says what was assumed. A code is never renamed or reused, so a program
        may act on it; the sentences in a receipt may change. Made from `RefusalCodes`, `FilingRefusals`,
        `SimulationRefusals` and `PolicyRefusals`:
        `COMPOUNDS_UPDATE_CONTRACTS=1 dotnet test tests/Compounds.Server.Tests --filter RefusalReference` writes it anew.

        """;

    [Fact]
    public void The_reference_of_refusals_lists_every_code_as_it_is()
    {
        var path = Path.Combine(Repository.Root, "src", "Compounds.Server", "REFUSALS.md");
        var written = Write();
        if (Repository.UpdatesContracts)
            File.WriteAllText(path, written);
        Assert.Equal(written, File.ReadAllText(path));
    }

    [Fact]
    public void No_two_refusals_share_a_code() =>
        Assert.Empty(RefusalCodes.All.Concat(FilingRefusals.All).Select(static code => code.Code).Concat(SimulationRefusals.All.Concat(PolicyRefusals.All).Select(static code => code.Code))
            .GroupBy(static code => code).Where(static alike => alike.Count() > 1).Select(static alike => alike.Key));

    private static string Write()
    {
        var text = new StringBuilder(Head.ReplaceLineEndings("\n"));
        Table(text, "A line as it is read", RefusalCodes.All);
        Table(text, "A line as it is filed", FilingRefusals.All);
        Table(text, "A scenario or a search", SimulationRefusals.All);
        Table(text, "A step of a policy action", PolicyRefusals.All);
        return text.ToString();
    }

    private static void Table(StringBuilder text, string heading, IEnumerable<RefusalCode> codes)
    {
        text.Append("\n## ").Append(heading).Append("\n\n| code | line is | what it says | for example | what to do |\n| --- | --- | --- | --- | --- |\n");
        foreach (var code in codes)
            text.Append("| `").Append(code.Code).Append("` | ").Append(code.IsWarning ? "stored, with a warning" : "refused").Append(" | ").Append(Cell(code.Meaning)).Append(" | ").Append(Cell(code.Example)).Append(" | ").Append(Cell(code.Remedy)).Append(" |\n");
    }

    private static void Table(StringBuilder text, string heading, IEnumerable<ApiRefusal> codes)
    {
        text.Append("\n## ").Append(heading).Append("\n\nThe code ends the problem's type, `urn:compounds:…`. Nothing was done.\n\n| code | status | what it says | what to do |\n| --- | --- | --- | --- |\n");
        foreach (var code in codes)
            text.Append("| `").Append(code.Code).Append("` | ").Append(code.Status).Append(" | ").Append(Cell(code.Meaning)).Append(" | ").Append(Cell(code.Remedy)).Append(" |\n");
    }

    // In a table of Markdown a bar ends the cell, a star or an underscore sets type, and a less-than sign may open a tag.
    private static string Cell(string sentence)
    {
        var cell = new StringBuilder();
        foreach (var sign in sentence)
            (sign is '|' or '*' or '_' or '<' or '\\' or '`' or '[' or ']' ? cell.Append('\\') : cell).Append(sign);
        return cell.ToString();
    }
}
