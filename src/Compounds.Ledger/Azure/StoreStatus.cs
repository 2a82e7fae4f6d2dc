namespace Compounds.Ledger;

/// <summary>What the store answers when it did not do what it was asked.</summary>
internal static class StoreStatus
{
    /// <summary>It is not there.</summary>
    public const int NotFound = 404;

    /// <summary>It is there already.</summary>
    public const int Conflict = 409;

    /// <summary>It is not as the caller thought.</summary>
    public const int PreconditionFailed = 412;

    /// <summary>It ends before the bytes that were wanted.</summary>
    public const int RangeNotSatisfiable = 416;
}
