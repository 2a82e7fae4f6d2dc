using System.Collections.Frozen;

namespace Compounds.Server.Audit;

/// <summary>How it is known what an answer shows.</summary>
internal enum AnswerMark
{
    /// <summary>It shows nothing that was reported, and nothing that was derived from reports.</summary>
    Nothing,

    /// <summary>It says so itself, report by report; see <see cref="IMarked"/>.</summary>
    Reports,

    /// <summary>It does not say: it counts as all that the reader may see.</summary>
    AtClearance,

    /// <summary>It is of the audit itself, and always noted.</summary>
    Always,
}

/// <summary>How each operation of the API is marked. One that is missing here counts as all that the reader may see.</summary>
internal static class AnswerMarks
{
    private static readonly string[] s_kinds = ["Compound", "Operator", "Crossing", "Infrastructure"];

    /// <summary>All operations, as the API document names them.</summary>
    public static FrozenDictionary<string, AnswerMark> All { get; } = ((IEnumerable<(AnswerMark Mark, string[] Operations)>)
    [
        (AnswerMark.Nothing,
        [
            "ListSignIns", "BeginSignIn", "SignInForDevelopment", "SignOut", "GetMe", "ListSessions", "EndSessions", "EndSession",
            "ListAgencies", "PutAgency", "ListKeys", "IssueKey", "RevokeKey", "ListGrants", "ConfirmGrants", "RefuseGrants", "AskEmergencyAccess",
            "CheckReports", "GetReportTemplate", "PostReports",
            "RetractReport", "ListAttributes", "MuteWatch", "RemoveWatch", "ReadAlerts", "RemoveView", "CancelScenario", "CancelFront",
        ]),
        (AnswerMark.Reports, ["ListReports", "SearchReports", "GetReport", "ReadInEmergency", .. s_kinds.Select(static kind => $"Get{kind}Evidence")]),
        (AnswerMark.AtClearance,
        [
            .. s_kinds.SelectMany(static kind => (string[])[$"List{kind}", $"Get{kind}", $"Get{kind}History", $"Get{kind}Neighbours"]),
            "GetGraph", "GetGraphPath", "GetLive", "ListBatches", "GetBatch", "ListWatches", "PutWatch", "ListAlerts", "ListViews",
            "PutView", "GetNetwork", "GetNetworkByHash", "AskScenario", "ListScenarios", "CompareScenarios", "GetScenario",
            "FollowScenario", "AskFront", "GetFront", "FollowFront", "ListPolicyActions", "DraftPolicyAction", "GetPolicyAction",
            "ReweightPolicyAction", "SuggestCase", "CheckCase", "RedraftPolicyAction", "AttachForecast", "ProposePolicyAction", "SignOffHarm", "ConsentToEvidence", "ApprovePolicyAction",
            "SendBackPolicyAction", "WithdrawPolicyAction", "CarryOutPolicyAction", "RecordObservation", "ReviewPolicyAction",
            "DeclassifyForAction", "LowerMarking",
        ]),
        (AnswerMark.Always, ["ListAudit", "ListReaders"]),
    ]).SelectMany(static row => row.Operations.Select(operation => KeyValuePair.Create(operation, row.Mark)))
        .ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>How an operation is marked.</summary>
    public static AnswerMark Of(string? operation) =>
        operation is null ? AnswerMark.AtClearance : All.GetValueOrDefault(operation, AnswerMark.AtClearance);
}
