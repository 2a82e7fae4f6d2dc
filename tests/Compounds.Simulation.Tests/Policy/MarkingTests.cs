using Compounds.Simulation.Policy;

namespace Compounds.Simulation.Tests.Policy;

/// <summary>Who lets an action be shown further, and who then marks it so.</summary>
public class MarkingTests
{
    private static readonly ShownTo s_amber = new("AMBER", ["mfa", "pea"]);

    [Fact]
    public void An_agency_declassifies_its_own_reports_and_no_others()
    {
        Story.Drafted().Refuses("not-your-report", by => new DeclassifyAction(by, s_amber, "mfa/r-1"));
        var story = Story.Drafted().Then(by => new DeclassifyAction(by, s_amber, "mfa/r-1"), Story.First).Then(by => new DeclassifyAction(by, s_amber));
        Assert.Equal(["mfa/r-1", null], story.Action.Declassifications.Select(static given => given.Report));
    }

    [Fact]
    public void A_new_draft_asks_for_it_again() =>
        Assert.Empty(Story.Drafted().Then(by => new DeclassifyAction(by, s_amber)).Then(by => new DraftPolicyAction(by, "Cut F2", Story.Cut)).Action.Declassifications);

    [Fact]
    public void The_marking_is_lowered_by_somebody_who_neither_wrote_the_action_nor_declassified()
    {
        var story = Story.Drafted().Then(by => new DeclassifyAction(by, s_amber), "pea:member-5");
        story.Refuses("own-lowering", by => new LowerMarking(by, s_amber));
        story.Refuses("own-lowering", by => new LowerMarking(by, s_amber), "pea:member-5");
        story.Then(by => new LowerMarking(by, s_amber), "pea:member-6");
        Assert.Equal(PolicyActionStage.Draft, story.Action.Stage);
    }

    [Fact]
    public void A_closed_action_keeps_its_marking()
    {
        var story = Story.Drafted().Then(by => new WithdrawPolicyAction(by));
        story.Refuses("withdrawn", by => new DeclassifyAction(by, s_amber));
        story.Refuses("withdrawn", by => new LowerMarking(by, s_amber), "pea:member-6");
    }

    [Theory]
    [InlineData("AMBER", new string[0], "TLP:AMBER")]
    [InlineData("RED", new[] { "mfa", "pea" }, "TLP:RED for mfa, pea")]
    public void A_marking_is_told_as_people_write_it(string tlp, string[] audience, string told) => Assert.Equal(told, new ShownTo(tlp, [.. audience]).InWords());
}
