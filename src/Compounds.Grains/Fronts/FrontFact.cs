using System.Text.Json.Serialization;

namespace Compounds.Grains.Fronts;

/// <summary>A fact in the life of one front.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "$type")]
[JsonDerivedType(typeof(FrontAsked), "front-asked")]
[JsonDerivedType(typeof(FrontCompleted), "front-completed")]
[JsonDerivedType(typeof(FrontCancelled), "front-cancelled")]
internal abstract record FrontFact;

/// <summary>Somebody asked, or asked again after it was cancelled, or under another title.</summary>
/// <param name="Question">What was asked.</param>
internal sealed record FrontAsked(FrontQuestion Question) : FrontFact;

/// <summary>The front was found.</summary>
/// <param name="ResultHash">The address of every number of the front.</param>
/// <param name="Sets">The sets it took.</param>
internal sealed record FrontCompleted(string ResultHash, int Sets) : FrontFact;

/// <summary>It was stopped.</summary>
internal sealed record FrontCancelled : FrontFact;
