namespace Compounds.Readers;

/// <summary>Whoever asks, as far as visibility goes. Two people of one agency with one clearance are the same reader.</summary>
/// <param name="Agency">The reader's agency.</param>
/// <param name="Clearance">The highest TLP level the reader may see.</param>
[GenerateSerializer, Immutable, Alias("value/reader")]
public sealed record Reader([Id(0)] string Agency, [Id(1)] Tlp Clearance)
{
    /// <summary>
    /// Whether this reader gets the places where people are held only to the grid of the design: an exact point in many hands
    /// endangers them.
    /// </summary>
    public bool SeesCoarsePlaces() => Clearance < Tlp.Amber;
}
