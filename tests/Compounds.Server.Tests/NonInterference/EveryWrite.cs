using System.Net.Http.Json;
using System.Text;
using System.Text.RegularExpressions;
using Compounds.Agencies;
using Compounds.Driving;
using Compounds.Readers;
using Compounds.Reports;
using Compounds.Subjects;

namespace Compounds.Server.Tests.NonInterference;

/// <summary>What somebody can try to write about what is hidden from him, with every role that his agency may have, and what he is answered.</summary>
internal static partial class EveryWrite
{
    private static readonly Roles[] s_roles =
        [Roles.Analyst, Roles.Partner, Roles.Policy, Roles.Administrator, Roles.Relay, Roles.Archivist, Roles.ProtectionLead];

    /// <summary>Tries everything at hidden reports and subjects.</summary>
    /// <param name="world">The world.</param>
    /// <param name="agency">The writer's agency, whose clearance is that of all its members.</param>
    /// <param name="hidden">Reports that the agency may not see.</param>
    /// <param name="subjects">Subjects, also those that only hidden reports tell of.</param>
    /// <returns>The answers in order, with what is random taken out.</returns>
    public static async Task<IReadOnlyList<string>> TryAsync(
        World world, string agency, IReadOnlyCollection<ReportKey> hidden, IReadOnlyCollection<SubjectId> subjects)
    {
        var answers = new List<string>();
        foreach (var role in s_roles)
        {
            using var writer = await world.MemberAsync(agency, Tlp.Red, $"{agency}:{role}", role);
            foreach (var report in hidden)
            {
                await PostAsync(writer, $"/v1/reports/{report.Agency}/retractions", new { report = report.Id, reason = "erroneous" });
                await PostAsync(writer, $"/v1/emergency-access/{report.Agency}", new { report = report.Id, reason = "life-at-risk" });
                await PostAsync(writer, "/v1/policy-actions/pa-0123456789ab/consents", new { why = "w", report = report.ToString() });
            }

            foreach (var subject in subjects)
            {
                await SendAsync(writer, HttpMethod.Put, $"/v1/watches/{role}-{subject.Slug()}", new { subject = subject.ToString() });
                await PostAsync(writer, "/v1/scenarios", new
                {
                    title = "At what is hidden", horizonHours = 24, samples = 64,
                    measures = new[] { new { kind = "derate", target = subject.ToString(), depth = 1 } },
                });
            }

            await SendAsync(writer, HttpMethod.Put, $"/v1/views/{role}", new { name = role.ToString(), page = "map", query = "kinds=compound", isTeam = true });
            await PostAsync(writer, $"/v1/agencies/{agency}/keys", new { roles = new[] { "analyst" } });
            await SendAsync(writer, HttpMethod.Put, $"/v1/agencies/{agency}", new { name = "Higher", clearance = "RED", sourceReliability = "A" });
        }

        // Under ids and about names that hidden reports have: in his own name, and in theirs.
        using var partner = await world.ReaderAsync(agency, "partner");
        using var relay = await world.ReaderAsync(agency, "relay");
        foreach (var (report, i) in hidden.Select(static (report, i) => (report, i)))
        {
            var claim = Wire.Status(subjects.ElementAt(i % subjects.Count).Slug(), "raided");
            await PushAsync(partner, Wire.Report(report.Id, claim));
            await PushAsync(relay, Wire.Report(report.Id, claim, agency: report.Agency));
            await PushAsync(relay, Wire.Report(report.Id, claim, revision: 2, agency: report.Agency));
        }

        return answers;

        Task PostAsync(HttpClient client, string path, object body) => SendAsync(client, HttpMethod.Post, path, body);

        async Task SendAsync(HttpClient client, HttpMethod method, string path, object body)
        {
            using var request = new HttpRequestMessage(method, path) { Content = JsonContent.Create(body) };
            using var answer = await client.SendAsync(request);
            answers.Add($"{method} {path}: {(int)answer.StatusCode} {Chance().Replace(await answer.Content.ReadAsStringAsync(), "")}");
        }

        async Task PushAsync(HttpClient client, string line)
        {
            using var content = new StringContent(line, Encoding.UTF8, Calls.Ndjson);
            using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/reports") { Content = content };
            request.Headers.Add("Prefer", "wait");
            using var answer = await client.SendAsync(request);
            answers.Add($"{line}: {(int)answer.StatusCode} {Chance().Replace(await answer.Content.ReadAsStringAsync(), "")}");
        }
    }

    /// <summary>Ids and secrets that are drawn by chance.</summary>
    [GeneratedRegex("\"traceId\":\"[0-9a-f-]+\"|\"g-[0-9a-f]{12}\"|\"ck_[^\"]+\"|\"id\":\"[0-9a-f]{12}\"")]
    private static partial Regex Chance();
}
