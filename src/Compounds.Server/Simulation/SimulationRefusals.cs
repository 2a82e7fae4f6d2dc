using Compounds.Server.Problems;

namespace Compounds.Server.Simulation;

/// <summary>Why a scenario or a search is refused. What is wrong with each part of it is in the problem's <c>problems</c>.</summary>
internal static class SimulationRefusals
{
    public static ApiRefusal ScenarioInvalid { get; } = new(
        "scenario-invalid", StatusCodes.Status422UnprocessableEntity, "The scenario does not fit its network or its limits; \"problems\" says where.", "Mend each part as its message says.");

    public static ApiRefusal FrontInvalid { get; } = new(
        "front-invalid", StatusCodes.Status422UnprocessableEntity, "The search cannot be made; \"problems\" says where. More than ten actions may be too many at one place.",
        "Mend each part as its message says; leave actions out or take those together that would be done together.");

    public static ApiRefusal NotComparable { get; } = new(
        "not-comparable", StatusCodes.Status409Conflict, "The scenarios have not all ended, or were drawn with different seeds.", "Compare completed scenarios of one seed.");

    /// <summary>All of them.</summary>
    public static IReadOnlyList<ApiRefusal> All { get; } = [ScenarioInvalid, FrontInvalid, NotComparable];

    /// <summary>The answer.</summary>
    /// <param name="refusal">Which.</param>
    /// <param name="title">What cannot be done.</param>
    /// <param name="detail">Why, and what would be right.</param>
    /// <param name="parts">What is wrong part by part.</param>
    public static IResult Answer(this ApiRefusal refusal, string title, string detail, object? parts = null) =>
        new Problem(refusal.Status, refusal.Code, title, detail) { Parts = parts }.Result;
}
