using System.Text;

namespace Compounds.Exchange.Tests.PublicRecord;

public sealed class CommittedFilesTests
{
    /// <summary>With the environment variable COMPOUNDS_WRITE_PUBLIC_RECORD=1 the files are written first: the way to renew them.</summary>
    [Theory]
    [InlineData("reports.ndjson")]
    [InlineData("agencies.json")]
    [InlineData("conversion.txt")]
    public void The_files_in_the_repository_are_what_the_converter_makes(string name)
    {
        var conversion = RecordFiles.Converted;
        var made = name switch
        {
            "reports.ndjson" => conversion.ReportsNdjson(),
            "agencies.json" => conversion.AgenciesJson(),
            _ => conversion.Account,
        };
        if (Environment.GetEnvironmentVariable("COMPOUNDS_WRITE_PUBLIC_RECORD") == "1")
            File.WriteAllText(Path.Combine(RecordFiles.Folder, name), made, new UTF8Encoding(false));
        Assert.Equal(made, RecordFiles.Read(name));
    }

    [Fact]
    public void The_same_record_gives_the_same_bytes()
    {
        var again = RecordFiles.Convert();
        Assert.Equal(RecordFiles.Converted.ReportsNdjson(), again.ReportsNdjson());
        Assert.Equal(RecordFiles.Converted.AgenciesJson(), again.AgenciesJson());
        Assert.Equal(RecordFiles.Converted.Account, again.Account);
    }
}
