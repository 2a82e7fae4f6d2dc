namespace Compounds.Fusion;

/// <summary>The evidence about one value: for it, and against it. Evidence about an amount is all for the value without name.</summary>
internal sealed class ValueEvidence(string code) : IKeyed
{
    /// <summary>The value under which amounts are kept.</summary>
    public const string Amounts = "";

    private Support? _for;
    private Support? _against;

    public string Code => code;

    string IKeyed.Key => code;

    public bool IsEmpty => _for is not { IsEmpty: false } && _against is not { IsEmpty: false };

    /// <summary>The side that asserts or denies; null when nobody ever did.</summary>
    public Support? this[bool denied] => denied ? _against : _for;

    public Support Obtain(bool denied, Weighing weighing, Provenance provenance) => denied
        ? _against ??= new Support(weighing, provenance)
        : _for ??= new Support(weighing, provenance);

    public OriginGroup?[] Find(string originId) => [_for?.Find(originId), _against?.Find(originId)];

    /// <summary>The value that a claim speaks of, and whether it denies it.</summary>
    public static (string Code, bool Denied) Of(EvidenceClaim claim) => claim is CodeClaim code ? (code.Code, code.Denied) : (Amounts, false);
}
