using System.Text.Json.Serialization;
using Compounds.Readers;

namespace Compounds.Views;

/// <summary>A screen that somebody named, to come back to it or to show it to his colleagues.</summary>
/// <param name="Id">Its id, unique among the views of its owner, or of the team when it is shared.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Page">The page that it is a view of, for example subjects.</param>
/// <param name="Query">The query of the page's address: filters, order, selection and times.</param>
/// <param name="Owner">The member who saved it last, or the agency where the sign-in tells none.</param>
/// <param name="Clearance">The clearance it was saved under. Whoever may see less never hears of it: it may name what is hidden from him.</param>
/// <param name="IsTeam">Whether the whole agency sees it and may change it.</param>
/// <param name="SavedAt">When it was saved last, in UTC.</param>
[GenerateSerializer, Immutable, Alias("value/saved-view")]
public sealed record SavedView(
    [Id(0)] string Id, [Id(1)] string Name, [Id(2)] string Page, [Id(3)] string Query, [Id(4)] string Owner,
    [Id(5)] Tlp Clearance, [Id(6)] bool IsTeam, [Id(7)] DateTimeOffset SavedAt)
{
    /// <summary>The longest name, in UTF-16 units.</summary>
    public const int MaxNameLength = 60;

    /// <summary>The longest query, in UTF-16 units.</summary>
    public const int MaxQueryLength = 2_000;

    /// <summary>Where it is kept among the views of an agency. Owners and clearances have places of their own, so that no id is taken by what somebody may not see.</summary>
    [JsonIgnore]
    public string Key => KeyOf(Id, Owner, Clearance, IsTeam);

    /// <summary>The place of a view.</summary>
    public static string KeyOf(string id, string owner, Tlp clearance, bool isTeam) => $"{(isTeam ? "" : owner)}/{clearance.Text()}/{id}";

    /// <summary>Whether somebody of the agency may see it.</summary>
    public bool IsVisibleTo(string owner, Tlp clearance) => clearance >= Clearance && (IsTeam || Owner == owner);
}
