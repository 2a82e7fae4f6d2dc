namespace Compounds.Grains.Inbox;

/// <summary>How many deliveries one silo has under way at once. It follows from how long the store takes, since each waits for it.</summary>
/// <param name="Alone">While no one reads: enough to fill an append to the store while the one before is being written.</param>
/// <param name="WhileHeard">While somebody hears of changes: a change is read and told behind all that is under way.</param>
/// <param name="WhileAsked">
/// While somebody asks, and for a while after: what is under way cannot give way any more, and a question waits behind it at each of its steps.
/// </param>
public sealed record DeliveryRoom(int Alone, int WhileHeard, int WhileAsked)
{
    /// <summary>For a file on this machine's disk, which answers in a millisecond or less.</summary>
    public static DeliveryRoom OfDisk { get; } = new(64, 16, 4);

    /// <summary>For a storage account, which answers in ten milliseconds or more.</summary>
    public static DeliveryRoom OfAccount { get; } = new(1_000, 128, 32);
}
