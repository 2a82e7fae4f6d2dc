namespace Compounds.Ledger;

/// <summary>The rules that a call must meet before any adapter looks at it, so that both refuse the same things.</summary>
internal static class Admission
{
    public static void OfStream(string stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        if (stream.Length is 0 or > LedgerLimits.MaxStreamNameLength || !IsPlainText(stream))
        {
            throw new ArgumentException(
                $"The name of a stream has 1 to {LedgerLimits.MaxStreamNameLength} characters and no control characters.", nameof(stream));
        }
    }

    public static void OfPrefix(string prefix)
    {
        ArgumentNullException.ThrowIfNull(prefix);
        if (prefix.Length > LedgerLimits.MaxStreamNameLength || !IsPlainText(prefix))
        {
            throw new ArgumentException(
                $"A prefix has at most {LedgerLimits.MaxStreamNameLength} characters and no control characters.", nameof(prefix));
        }
    }

    public static void OfRead(string stream, long fromVersion, int limit)
    {
        OfStream(stream);
        ArgumentOutOfRangeException.ThrowIfLessThan(fromVersion, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
    }

    /// <returns>The bytes of the append, as <see cref="LedgerLimits.StoredBytes"/> counts them.</returns>
    public static int OfAppend(string stream, long expectedVersion, IReadOnlyList<NewFact> facts)
    {
        OfStream(stream);
        ArgumentOutOfRangeException.ThrowIfNegative(expectedVersion);
        ArgumentNullException.ThrowIfNull(facts);
        if (facts.Count > LedgerLimits.MaxFactsPerAppend)
            throw new AppendTooLargeException($"{facts.Count} facts in one append; the most is {LedgerLimits.MaxFactsPerAppend}.");

        var bytes = 0L;
        for (var index = 0; index < facts.Count; index++)
        {
            var fact = facts[index];
            OfFact(fact);
            bytes += LedgerLimits.StoredBytes(fact);
        }

        return bytes <= LedgerLimits.MaxAppendBytes
            ? (int)bytes
            : throw new AppendTooLargeException($"{bytes} bytes in one append; the most is {LedgerLimits.MaxAppendBytes}.");
    }

    private static void OfFact(in NewFact fact)
    {
        if (fact.Name is null || fact.Name.Length is 0 or > LedgerLimits.MaxFactNameLength || !IsPlainText(fact.Name))
        {
            throw new ArgumentException(
                $"The stored name of a fact has 1 to {LedgerLimits.MaxFactNameLength} characters and no control characters.", nameof(fact));
        }

        var body = fact.Body.Span;
        if (body is not [(byte)'{', .., (byte)'}'])
            throw new ArgumentException("The body of a fact is one JSON object, from its opening brace to its closing one.", nameof(fact));
        if (body.Length > LedgerLimits.MaxBodyBytes)
            throw new AppendTooLargeException($"A body of {body.Length} bytes; the most is {LedgerLimits.MaxBodyBytes}.");
    }

    // A lone surrogate has no UTF-8 form: two different names would be stored as one.
    private static bool IsPlainText(string text)
    {
        for (var index = 0; index < text.Length; index++)
        {
            var character = text[index];
            if (char.IsControl(character))
                return false;
            if (!char.IsSurrogate(character))
                continue;
            if (index + 1 == text.Length || !char.IsSurrogatePair(character, text[index + 1]))
                return false;
            index++;
        }

        return true;
    }
}
