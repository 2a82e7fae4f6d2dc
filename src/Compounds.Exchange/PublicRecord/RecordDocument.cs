using System.Text.Json;

namespace Compounds.Exchange.PublicRecord;

/// <summary>The public record as its compiler wrote it.</summary>
internal sealed record RecordDocument(
    RecordMeta Meta, IReadOnlyDictionary<string, RecordCitation> Citations, IReadOnlyList<RecordEntity> Compounds,
    IReadOnlyList<RecordEntity> Operators, IReadOnlyList<RecordEntity> Crossings, RecordInfrastructure Infrastructure,
    IReadOnlyList<RecordCohort> Cohorts, IReadOnlyList<RecordEvent> Events, IReadOnlyList<RecordReport> Reports,
    IReadOnlyList<RecordConflict> Conflicts, IReadOnlyDictionary<string, JsonElement> Calibration, IReadOnlyList<RecordPackage> GeodataPackages)
{
    private static readonly JsonSerializerOptions s_json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <summary>Reads the record.</summary>
    /// <exception cref="JsonException">The stream holds no such document.</exception>
    public static RecordDocument Read(Stream record)
    {
        var read = JsonSerializer.Deserialize<RecordDocument>(record, s_json);
        return read is
        {
            Meta: not null, Citations: not null, Compounds: not null, Operators: not null, Crossings: not null, Infrastructure: not null,
            Cohorts: not null, Events: not null, Reports: not null, Conflicts: not null, Calibration: not null, GeodataPackages: not null,
        }
            ? read
            : throw new JsonException("The record has not all of its sections: meta, citations, compounds, operators, crossings, infrastructure, cohorts, events, reports, conflicts, calibration, geodata_packages.");
    }
}

/// <summary>What the record says about itself.</summary>
internal sealed record RecordMeta(string Title, DateOnly Generated);

/// <summary>A page that was read.</summary>
internal sealed record RecordCitation(string Id, string Title, string Publisher, DateOnly? Date, string Url, string Kind, string Lang, string? Note);

/// <summary>A place with its precision and where it comes from.</summary>
internal sealed record RecordLocation(double Lat, double Lon, double PrecisionKm, string Basis, string? Note, IReadOnlyList<string> Citations);

/// <summary>A profile: compound, operator, crossing or asset. A field that its section does not have is null.</summary>
internal sealed record RecordEntity(
    string Id, string Name, JsonElement Aliases, string? Country, string? Admin1, string? Admin2, RecordLocation? Location, string? Type, string? Kind,
    string? Status, DateOnly? StatusAsOf, DateOnly? FirstReported, DateOnly? LastReported, string? PublicStatus, IReadOnlyList<RecordMeasure>? Measures, string? SideA, string? SideB,
    string? Owner, JsonElement Capacity, IReadOnlyList<string>? Opposite, IReadOnlyList<string>? LinkedOperators, IReadOnlyList<string>? NearestCrossings,
    IReadOnlyList<string> Notes, string Basis, IReadOnlyList<string> Citations);

/// <summary>A sanction or another act of an authority against an operator.</summary>
internal sealed record RecordMeasure(string By, DateOnly Date, string Programme, string? Note);

/// <summary>Supplies and loads, and which feeds which.</summary>
internal sealed record RecordInfrastructure(IReadOnlyList<RecordEntity> Assets, IReadOnlyList<RecordLink> Links);

/// <summary>One supply link.</summary>
internal sealed record RecordLink(string Id, string From, string To, string Kind, RecordShare? Share, string Status, IReadOnlyList<string> Notes, IReadOnlyList<string> Citations);

/// <summary>The share of a supply.</summary>
internal sealed record RecordShare(double? Value, string? Qualifier);

/// <summary>A group of people who were counted together.</summary>
internal sealed record RecordCohort(
    string Id, string Label, DateOnly Date, int? Total, int? Men, int? Women, IReadOnlyDictionary<string, int> ByNationality,
    string Stage, IReadOnlyList<string> Notes, IReadOnlyList<string> Citations);

/// <summary>Something that happened on a day.</summary>
internal sealed record RecordEvent(string Id, DateOnly Date, DateOnly? End, string Title, string Kind, IReadOnlyList<string> Notes, IReadOnlyList<string> Citations);

/// <summary>What one source said, in the compiler's words.</summary>
internal sealed record RecordReport(
    string Id, string Agency, DateOnly Date, string Topic, string Claim, IReadOnlyList<RecordQuantity> Quantities,
    RecordGrade Admiralty, string Origin, string Citation, string? Note);

/// <summary>A number of a report; some are times of day and stand as text.</summary>
internal sealed record RecordQuantity(string Name, JsonElement Value, string Unit, string Qualifier);

/// <summary>The Admiralty grade as a code.</summary>
internal sealed record RecordGrade(string Code);

/// <summary>A disagreement between sources.</summary>
internal sealed record RecordConflict(string Id, string Topic, IReadOnlyList<RecordPosition> Positions, string Reading);

/// <summary>One side of a disagreement.</summary>
internal sealed record RecordPosition(string Value, IReadOnlyList<string> Citations);

/// <summary>A package of map data that the compiler looked at.</summary>
internal sealed record RecordPackage(string Package, string Licence);
