using System.Text.RegularExpressions;

namespace Compounds.Architecture.Tests.Structure;

/// <summary>Files stay small enough to read, and hold nothing unfinished.</summary>
public partial class SourceFileTests
{
    private const int MostLines = 400;
    private const int MedianLines = 60;

    private static readonly (string Name, string Text)[] s_files =
        [.. Repository.Files(".cs", "src", "tests").Select(static file => (Repository.NameOf(file), File.ReadAllText(file)))];

    [Fact]
    public void No_file_is_longer_than_400_lines() =>
        Assert.Empty(s_files.Where(static file => file.Text.Count(static c => c == '\n') > MostLines).Select(static file => file.Name));

    [Fact]
    public void Half_of_the_source_files_have_at_most_60_lines()
    {
        var lines = s_files.Where(static file => file.Name.StartsWith("src", StringComparison.Ordinal)).Select(static file => file.Text.Count(static c => c == '\n')).Order().ToArray();
        Assert.InRange(lines[lines.Length / 2], 1, MedianLines);
    }

    [Fact]
    public void No_file_hides_its_parts() =>
        Assert.Empty(s_files.Where(static file => Region().IsMatch(file.Text)).Select(static file => file.Name));

    [Fact]
    public void No_file_puts_anything_off() =>
        Assert.Empty(s_files.Where(static file => LeftToDo().IsMatch(file.Text)).Select(static file => file.Name));

    [Fact]
    public void Folders_are_concepts_of_the_domain_never_layers() => Assert.DoesNotContain(
        s_files.SelectMany(static file => file.Name.Split('/', '\\')),
        static part => part is "Models" or "Services" or "Interfaces" or "Helpers" or "Utils" or "Common" or "Dtos");

    [GeneratedRegex(@"^\s*#(end)?region\b", RegexOptions.Multiline)]
    private static partial Regex Region();

    [GeneratedRegex("/" + @"/.*\b(TO" + @"DO|FIX" + @"ME|HACK)\b", RegexOptions.Multiline)]
    private static partial Regex LeftToDo();
}
