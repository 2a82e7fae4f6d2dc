using System.Collections.Immutable;
using Orleans;

namespace Compounds.Simulation.Policy;

/// <summary>What must be known of the people who could be harmed before an action is put to the vote.</summary>
/// <param name="Captives">The people held at each site that the measures reach.</param>
/// <param name="CaptiveExposure">Their exposure as forecast; null when it was not.</param>
/// <param name="CaptiveSignOff">Who answers for that exposure; needed when its P90 is above 0.</param>
/// <param name="HospitalCritical">Critical hospital hours as forecast; null when they were not.</param>
/// <param name="HospitalSignOff">Who answers for those hours; needed when their P90 is above 0.</param>
/// <param name="Feeders">Who else hangs on each feeder that the measures reach.</param>
/// <param name="Crossings">The crossings that a release would surge through.</param>
/// <param name="Notice">Who is told beforehand and how.</param>
/// <param name="Evidence">The reports that the action rests on.</param>
[GenerateSerializer, Immutable, Alias("policy/do-no-harm-case")]
public sealed record DoNoHarmCase(
    [Id(0)] ImmutableArray<CaptiveEstimate> Captives,
    [Id(1)] ForecastLine? CaptiveExposure,
    [Id(2)] SignOff? CaptiveSignOff,
    [Id(3)] ForecastLine? HospitalCritical,
    [Id(4)] SignOff? HospitalSignOff,
    [Id(5)] ImmutableArray<FeederDependents> Feeders,
    [Id(6)] ImmutableArray<CrossingCapacity> Crossings,
    [Id(7)] ImmutableArray<NoticeStep> Notice,
    [Id(8)] ImmutableArray<RestingEvidence> Evidence)
{
    /// <summary>Gets a case in which nothing is known.</summary>
    public static DoNoHarmCase Empty { get; } = new([], null, null, null, null, [], [], [], []);

    /// <summary>The sign-offs given.</summary>
    public IEnumerable<SignOff> SignOffs() => new[] { CaptiveSignOff, HospitalSignOff }.OfType<SignOff>();

    /// <summary>The same case with an empty list for every list that was left out.</summary>
    internal DoNoHarmCase Complete() => this with
    {
        Captives = Captives.IsDefault ? [] : Captives,
        Feeders = Feeders.IsDefault ? [] : Feeders,
        Crossings = Crossings.IsDefault ? [] : Crossings,
        Notice = Notice.IsDefault ? [] : Notice,
        Evidence = Evidence.IsDefault ? [] : Evidence,
    };
}

/// <summary>The people held at a site.</summary>
/// <param name="Site">The node of the network.</param>
/// <param name="People">How many, with the range; null when nobody estimated it.</param>
[GenerateSerializer, Immutable, Alias("policy/captive-estimate")]
public sealed record CaptiveEstimate([Id(0)] string Site, [Id(1)] Spread? People);

/// <summary>A member who answers for a harm that the forecast shows.</summary>
/// <param name="By">The member; neither an author nor the proposer.</param>
/// <param name="Why">Why the harm is borne, 1 to 2,000 characters.</param>
[GenerateSerializer, Immutable, Alias("policy/sign-off")]
public sealed record SignOff([Id(0)] string By, [Id(1)] string Why)
{
    /// <summary>Whether somebody is named and a reason given.</summary>
    internal bool IsWhole() => Member.IsId(By) && !string.IsNullOrWhiteSpace(Why) && Why.Length <= Instruction.MaxReasonLength;
}

/// <summary>Who hangs on a feeder besides the sites aimed at.</summary>
/// <param name="Feeder">The node or edge of the network.</param>
/// <param name="Hospitals">The number of hospitals; 0 when somebody looked and found none, null when nobody looked.</param>
/// <param name="Population">The residents, with the range; null when nobody estimated it.</param>
[GenerateSerializer, Immutable, Alias("policy/feeder-dependents")]
public sealed record FeederDependents([Id(0)] string Feeder, [Id(1)] int? Hospitals, [Id(2)] Spread? Population);

/// <summary>What a crossing can take in when people are released.</summary>
/// <param name="Crossing">The crossing.</param>
/// <param name="ScreenedPerDay">People who can be screened for trafficking in a day; null when unknown.</param>
/// <param name="ShelterPlaces">Places in shelters; null when unknown.</param>
[GenerateSerializer, Immutable, Alias("policy/crossing-capacity")]
public sealed record CrossingCapacity([Id(0)] string Crossing, [Id(1)] int? ScreenedPerDay, [Id(2)] int? ShelterPlaces);

/// <summary>Somebody who is told before the measures are taken.</summary>
/// <param name="Audience">Who: hospitals, waterworks, humanitarian partners.</param>
/// <param name="Channel">How they are told.</param>
/// <param name="HoursBefore">How long before, h, at least 0.</param>
[GenerateSerializer, Immutable, Alias("policy/notice-step")]
public sealed record NoticeStep([Id(0)] string Audience, [Id(1)] string Channel, [Id(2)] double HoursBefore);
