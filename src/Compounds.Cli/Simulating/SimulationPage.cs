using System.Collections.Immutable;
using Compounds.Simulation;
using Compounds.Simulation.Policy;
using Spectre.Console;

namespace Compounds.Cli.Simulating;

/// <summary>The result of a simulation in a terminal: tables, then sentences. Who is harmed comes before what it does.</summary>
internal sealed class SimulationPage(Screen screen)
{
    private const int ShortHash = 12, MostNamed = 2;

    /// <summary>Writes the page.</summary>
    public void Show(ScenarioFile file, Outcome outcome, ImmutableArray<Influence> influences)
    {
        screen.Say($"{file.Title}: network {outcome.NetworkHash[..ShortHash]}, {file.Network.NodeCount} nodes, {Figure.Of(file.Scenario.Horizon)} hours, {Figure.Of(outcome.Samples)} samples, seed {file.Scenario.Seed}");
        ShowLines(outcome);
        ShowSites(outcome);
        ShowAssumptions(file.Network.Assumptions);
        ShowInfluences(influences);
        foreach (var section in OutcomeReport.Of(outcome, file.Scenario, file.Network.Assumptions, influences))
        {
            screen.Say("");
            screen.Say(section.Title);
            foreach (var sentence in section.Sentences)
                screen.Say($"- {sentence}");
        }

        screen.Say("");
        screen.Say($"Result {outcome.ResultHash}");
    }

    private void ShowLines(Outcome outcome)
    {
        var table = Make("who and what", ["unit"], ["P10", "P50", "P90"]);
        foreach (var (heading, lines) in LineText.Groups(outcome))
        {
            table.AddRow(heading.ToUpperInvariant());
            foreach (var line in lines)
                table.AddRow([LineText.Of(line.Line), line.Unit, .. Cells(line.Total)]);
        }

        screen.Show(table);
    }

    private void ShowSites(Outcome outcome)
    {
        if (outcome.Sites.IsEmpty)
            return;
        var table = Make("site", [], ["first hour below half P10", "P50", "P90", "in samples", "hours below half P10", "P50", "P90"]);
        foreach (var site in outcome.Sites.Append(outcome.AllSites with { Node = "all together" }))
        {
            string[] first = site.FirstHourBelowHalf is { } hour ? Cells(hour) : ["never", "never", "never"];
            table.AddRow([Markup.Escape(site.Node), .. first, Figure.Percent(site.ShareBelowHalf), .. Cells(site.HoursBelowHalf)]);
        }

        screen.Show(table);
    }

    private void ShowAssumptions(ImmutableArray<Assumption> assumptions)
    {
        if (assumptions.IsEmpty)
            return;
        var table = Make("assumed of", ["parameter", "value", "why"], []);
        foreach (var alike in assumptions.GroupBy(static a => (a.Parameter, Value: $"{a.Value} {a.Unit}".TrimEnd(), a.Basis)))
            table.AddRow(Markup.Escape(Subjects([.. alike.Select(static a => a.Subject)])), Markup.Escape(alike.Key.Parameter), Markup.Escape(alike.Key.Value), Markup.Escape(alike.Key.Basis));
        screen.Show(table);
    }

    private void ShowInfluences(ImmutableArray<Influence> influences)
    {
        if (influences.IsEmpty)
            return;
        var table = Make("what moves the lost worker-hours most", [], ["at its P10", "at its P90", "swing"]);
        foreach (var each in influences)
            table.AddRow(Markup.Escape(each.Parameter), Figure.Of(each.AtLow), Figure.Of(each.AtHigh), Figure.Of(each.Swing));
        screen.Show(table);
    }

    private static string Subjects(string[] subjects) =>
        string.Join(", ", subjects.Take(MostNamed)) + (subjects.Length > MostNamed ? $" and {subjects.Length - MostNamed} more" : "");

    private static Table Make(string first, string[] texts, string[] numbers)
    {
        var table = new Table().Border(TableBorder.Ascii2).AddColumn(first);
        foreach (var column in texts)
            table.AddColumn(column);
        foreach (var column in numbers)
            table.AddColumn(new TableColumn(column).RightAligned());
        return table;
    }

    private static string[] Cells(Spread spread) => [Figure.Of(spread.P10), Figure.Of(spread.P50), Figure.Of(spread.P90)];
}
