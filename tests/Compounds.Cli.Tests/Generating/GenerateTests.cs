using System.Buffers;
using System.Text.Json;
using Compounds.Exchange.Generation;

namespace Compounds.Cli.Tests.Generating;

public sealed class GenerateTests : IDisposable
{
    private readonly Folder _folder = new();
    private readonly Terminal _terminal = new();

    public void Dispose()
    {
        _folder.Dispose();
        _terminal.Dispose();
    }

    [Fact]
    public async Task The_file_holds_the_bytes_of_the_seed()
    {
        Assert.Equal(ExitCode.Done, await _terminal.RunAsync("generate", "--reports", "700", "--seed", "5", "--subjects", "100", "--out", _folder["r.ndjson"]));
        using var reports = new SyntheticReports(5, new SyntheticOptions { Subjects = 100 });
        var expected = new ArrayBufferWriter<byte>();
        reports.WriteTo(expected, 700);
        Assert.Equal(expected.WrittenSpan.ToArray(), await File.ReadAllBytesAsync(_folder["r.ndjson"]));
        Assert.Contains("700 lines", _terminal.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_list_of_agencies_names_everyone_who_files()
    {
        await _terminal.RunAsync("generate", "--reports", "500", "--seed", "1", "--agencies", "3", "--out", _folder["r.ndjson"], "--agencies-out", _folder["a.json"]);
        var listed = JsonElement.Parse(await File.ReadAllTextAsync(_folder["a.json"])).EnumerateArray().Select(static agency => agency.GetProperty("id").GetString());
        var filing = (await File.ReadAllLinesAsync(_folder["r.ndjson"])).Select(static line => JsonElement.Parse(line).GetProperty("agency").GetString()).Distinct();
        Assert.Equal(listed, filing.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("--subjects", "3", "from 20 to 200,000")]
    [InlineData("--copies", "2", "from 0 to 1")]
    [InlineData("--until", "tomorrow", "not an instant")]
    public async Task An_option_out_of_range_is_refused_with_a_sentence(string option, string value, string sentence)
    {
        Assert.Equal(ExitCode.CouldNotRun, await _terminal.RunAsync("generate", "--reports", "1", "--seed", "1", option, value, "--out", _folder["r.ndjson"]));
        Assert.Contains(sentence, _terminal.Text, StringComparison.Ordinal);
        Assert.Empty(_folder.Names());
    }
}
