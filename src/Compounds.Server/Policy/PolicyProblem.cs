using Compounds.Simulation.Policy;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Compounds.Server.Policy;

/// <summary>Refusals of policy actions as problems. All codes are in <see cref="PolicyRefusals"/>.</summary>
internal static class PolicyProblem
{
    /// <summary>A refusal: 422 when the request itself is at fault or the gate is closed, 409 when the action does not stand that way.</summary>
    public static ProblemHttpResult Of(PolicyRefusal refusal)
    {
        var known = PolicyRefusals.All.FirstOrDefault(each => each.Code == refusal.Code);
        var status = known?.Status ?? StatusCodes.Status409Conflict;
        var details = new ProblemDetails
        {
            Status = status, Type = $"urn:compounds:{refusal.Code}", Title = TitleOf(status), Detail = refusal.Sentence,
        };
        if (known is not null)
            details.Extensions["remedy"] = known.Remedy;
        if (!refusal.Findings.IsDefaultOrEmpty)
            details.Extensions["findings"] = refusal.Findings;
        return TypedResults.Problem(details);
    }

    private static string TitleOf(int status) => status switch
    {
        StatusCodes.Status409Conflict => "The action does not stand that way.",
        StatusCodes.Status403Forbidden => "The step is not yours to take.",
        _ => "Something is missing or malformed.",
    };
}
