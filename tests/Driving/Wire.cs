namespace Compounds.Driving;

/// <summary>Reports as agencies write them.</summary>
internal static class Wire
{
    public const string Green = """{"tlp":"GREEN","pap":"GREEN"}""";

    /// <summary>One line: a report with its claims.</summary>
    public static string Report(string id, string claims, string handling = Green, int revision = 1, string? agency = null, string? narrative = null) =>
        $$"""{"report":"{{id}}",{{(agency is null ? "" : $"\"agency\":\"{agency}\",")}}"revision":{{revision}},"writtenAt":"2025-05-20T08:00:00Z","grade":"B2","handling":{{handling}},{{(narrative is null ? "" : $"\"narrative\":\"{narrative}\",\"language\":\"en\",")}}"claims":[{{claims}}]}""";

    /// <summary>A claim about a named compound.</summary>
    public static string Claim(string name, string attribute, string value, string more = "") =>
        $$"""{"subject":{"kind":"compound","name":"{{name}}"},"attribute":"{{attribute}}","value":{{value}}{{more}}}""";

    public static string Status(string name, string status) => Claim(name, "status", $"\"{status}\"");

    public static string Alias(string name, string alias) => Claim(name, "alias", $"\"{alias}\"");

    public static string Headcount(string name, int people) => Claim(name, "headcount", people.ToString(System.Globalization.CultureInfo.InvariantCulture), ",\"unit\":\"people\"");

    public static string Place(string name, double latitude, double longitude) =>
        Claim(name, "location", string.Create(System.Globalization.CultureInfo.InvariantCulture, $$"""{"lat":{{latitude}},"lon":{{longitude}},"precisionKm":0.5}"""));

    /// <summary>One line: a report is taken back.</summary>
    public static string Retraction(string id, string reason, string? agency = null) =>
        $$"""{"retract":"{{id}}",{{(agency is null ? "" : $"\"agency\":\"{agency}\",")}}"reason":"{{reason}}"}""";
}
