using System.Net;
using Compounds.Audit;
using Compounds.Readers;
using Compounds.Reports;
using Compounds.Server.Audit;

namespace Compounds.Server.Tests.Audit;

/// <summary>What waits to be written is counted together, bounded, and never lost of reads.</summary>
public sealed class AuditBufferTests
{
    private static readonly DateTimeOffset s_now = new(2025, 6, 2, 12, 0, 30, TimeSpan.Zero);
    private static readonly Reader s_reader = new("pea", Tlp.Red);

    private readonly AuditBuffer _buffer = new();

    [Fact]
    public void Reads_of_one_operation_in_one_minute_are_one_fact_and_those_of_the_next_minute_another()
    {
        Read("R-1", 0);
        Read("R-2", 10);
        Read("R-2", 29);
        Read("R-2", 30);
        var facts = _buffer.Take().Cast<AuditRead>().OrderBy(static read => read.Minute).ToArray();
        Assert.Equal([3, 1], facts.Select(static read => read.Requests));
        Assert.Equal([s_now.AddSeconds(-30), s_now.AddSeconds(30)], facts.Select(static read => read.Minute));
        Assert.Equal(["pea/R-1", "pea/R-2"], facts[0].Amber);
        Assert.Null(facts[0].Red);
        Assert.Empty(_buffer.Take());
    }

    [Fact]
    public void A_fact_stays_small_however_much_is_read_and_a_full_buffer_says_so()
    {
        var reports = 0;
        while (!_buffer.IsFull)
            Read($"R-{reports++}", 0);
        var facts = _buffer.Take().Cast<AuditRead>().ToArray();
        Assert.All(facts, static read => Assert.InRange(AuditBuffer.WeightOf(read), 1, 1_001));
        Assert.Equal(reports, facts.Sum(static read => read.Requests));
        Assert.Equal(reports, facts.SelectMany(static read => read.Amber!).Distinct().Count());
        Assert.False(_buffer.IsFull);
    }

    [Fact]
    public void Refusals_from_however_many_networks_take_bounded_room_and_are_all_counted()
    {
        for (var i = 0; i < 6_000; i++)
            _buffer.Add(new AuditRefused(null, null, null, $"10.{i / 256}.{i % 256}.0/24", 401, true, "ListReports", 1, s_now),
                "0123456789ab");
        var facts = _buffer.Take().Cast<AuditRefused>().ToArray();
        Assert.Equal(5_001, facts.Length);
        Assert.Equal(6_000, facts.Sum(static refused => refused.Requests));
        Assert.Equal(1_000, facts.Single(static refused => refused.Network == "elsewhere").Requests);
    }

    [Theory]
    [InlineData("203.0.113.77", "203.0.113.0/24")]
    [InlineData("::ffff:203.0.113.77", "203.0.113.0/24")]
    [InlineData("2001:db8:1:2:3:4:5:6", "2001:db8:1::/48")]
    public void Of_an_address_the_network_is_kept(string address, string network) =>
        Assert.Equal(network, RefusalAudit.NetworkOf(IPAddress.Parse(address)));

    private void Read(string report, int second) => _buffer.Add(
        "pea:one", s_reader, "GetReport", null, [new MarkedReport(new ReportKey("pea", report), Tlp.Amber)], s_now.AddSeconds(second));
}
