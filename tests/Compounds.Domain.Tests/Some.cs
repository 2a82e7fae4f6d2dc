using Compounds.Readers;
using CsCheck;

namespace Compounds.Domain.Tests;

/// <summary>Readers and handlings of a few agencies, so that what one sees another often does not.</summary>
internal static class Some
{
    private static readonly string[] s_agencies = ["police", "embassy", "ngo", "utility"];

    public static Gen<string> Agency { get; } = OneOf(s_agencies);

    public static Gen<Tlp> Tlp { get; } = OneOf(Enum.GetValues<Tlp>());

    public static Gen<Pap> Pap { get; } = OneOf(Enum.GetValues<Pap>());

    public static Gen<Reader> Reader { get; } = Gen.Select(Gen.Frequency((8, Agency), (1, Gen.Const("stranger"))), Tlp, (agency, clearance) => new Reader(agency, clearance));

    public static Gen<Handling> Handling { get; } = HandlingOf("police");

    public static Gen<T> OneOf<T>(params T[] choices) => Gen.Int[0, choices.Length - 1].Select(choice => choices[choice]);

    /// <summary>Handlings that an agency may give its reports.</summary>
    public static Gen<Handling> HandlingOf(string agency) => Gen.Select(
        Tlp, Pap, Gen.Frequency((2, Gen.Const(Array.Empty<string>())), (1, Agency.Array[1, 2])),
        (tlp, pap, audience) => Compounds.Readers.Handling.Of(tlp, pap, agency, audience));

    /// <summary>Handlings as agencies give them and as joins of those come out, with no agency left among them.</summary>
    public static Gen<Handling> Joined { get; } = Gen.Select(Agency, Agency, Gen.Bool).SelectMany(static (one, other, isJoined) => isJoined
        ? Gen.Select(HandlingOf(one), HandlingOf(other), static (a, b) => a.Join(b)) : HandlingOf(one));

    public static Gen<Label> Label { get; } = Gen.Select(Agency, Joined).Array[0, 4].Select(static owned =>
        Compounds.Readers.Label.Join(owned.Select(static each => Compounds.Readers.Label.Of(each.Item1, each.Item2))));
}
