using Compounds.Driving;
using Compounds.Grains.Networks;
using Compounds.Readers;

namespace Compounds.Grains.Tests.Networks;

/// <summary>The law for networks: a claim that a reader may not see changes nothing in the reader's network, not even its address.</summary>
public sealed class NetworkNonInterferenceTests
{
    private static readonly Reader s_open = new("agency-06", Tlp.Clear);

    [Theory]
    [InlineData(31)]
    [InlineData(32)]
    [InlineData(33)]
    public void A_hidden_claim_changes_nothing(ulong seed)
    {
        // A revision may hide what its report said before; that case is the subjects' own, and tested there.
        var lines = SyntheticLines.Generate(seed, 250, subjects: 20).Where(static line => LiveViews.Read(line) is { Revision: 1 }).ToArray();
        var visible = lines.Where(static line => LiveViews.Read(line)?.Handling.IsVisibleTo(s_open) == true).ToArray();
        Assert.InRange(visible.Length, 20, lines.Length - 20);

        var (with, without) = (Compile(lines, s_open), Compile(visible, s_open));

        Assert.Equal(without.Network.Hash, with.Network.Hash);
        Assert.Equal(without.Assumptions.AsEnumerable(), with.Assumptions);
        Assert.Equal(without.LeftOut.AsEnumerable(), with.LeftOut);
        Assert.Equal(without.Faces.AsEnumerable(), with.Faces);
        Assert.Equal(without.Label, with.Label);
        Assert.NotEqual(with.Network.Hash, Compile(lines, new Reader("agency-01", Tlp.Red)).Network.Hash);
    }

    [Fact]
    public void The_order_in_which_subjects_are_read_does_not_matter()
    {
        var views = LiveViews.Of(SyntheticLines.Generate(34, 250, subjects: 20)).For(s_open);

        var (forth, back) = (NetworkCompilation.Of(views, NetworkRules.Current), NetworkCompilation.Of(views.Reverse(), NetworkRules.Current));

        Assert.Equal(forth.Network.Hash, back.Network.Hash);
        Assert.Equal(forth.Assumptions.AsEnumerable(), back.Assumptions);
        Assert.Equal(forth.LeftOut.AsEnumerable(), back.LeftOut);
    }

    private static CompiledNetwork Compile(IEnumerable<string> lines, Reader reader) => NetworkCompilation.Of(LiveViews.Of(lines).For(reader), NetworkRules.Current);
}
