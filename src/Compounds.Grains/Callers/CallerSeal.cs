using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Compounds.Agencies;
using Compounds.Readers;

namespace Compounds.Grains.Callers;

/// <summary>
/// Seals who a call is made for, and opens it at the grain: what was not sealed under a key of this deployment, a few minutes ago at most, is
/// no caller. Pure, and safe for many callers at once.
/// </summary>
public sealed class CallerSeal
{
    /// <summary>How long a seal holds. Each call is sealed afresh, so this is the time of one call and of clocks that differ.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    /// <summary>What keys of the deployment are derived for.</summary>
    public const string Purpose = "compounds caller";

    private const char Between = '\n';
    private const string Person = "person";
    private readonly byte[][] _keys;

    /// <summary>Makes a seal.</summary>
    /// <param name="keys">Keys derived for <see cref="Purpose"/>, the present one first; a seal under a former one is opened too.</param>
    public CallerSeal(IReadOnlyList<byte[]> keys) => _keys = [.. keys];

    /// <summary>Seals a caller.</summary>
    /// <param name="caller">The caller.</param>
    /// <param name="now">The time, in UTC.</param>
    public byte[] Seal(GrainCaller caller, DateTimeOffset now)
    {
        var text = string.Join(
            Between, now.UtcTicks.ToString(CultureInfo.InvariantCulture), caller.Actor, ((int)caller.Roles).ToString(CultureInfo.InvariantCulture),
            caller.Reader?.Agency ?? "", caller.Reader is { } reader ? ((int)reader.Clearance).ToString(CultureInfo.InvariantCulture) : "",
            caller.IsPerson ? Person : "");
        var told = Encoding.UTF8.GetBytes(text);
        return [.. HMACSHA256.HashData(_keys[0], told), .. told];
    }

    /// <summary>Opens what was sealed.</summary>
    /// <param name="seal">The bytes; null when a call has none.</param>
    /// <param name="now">The time, in UTC.</param>
    /// <returns>Null when it is no seal of this deployment, or too old.</returns>
    public GrainCaller? Open(byte[]? seal, DateTimeOffset now) =>
        Read(seal) is var (caller, at) && (now - at).Duration() <= Lifetime ? caller : null;

    /// <summary>Opens what was sealed in this process, whenever that was: it goes on for the same caller.</summary>
    internal (GrainCaller Caller, DateTimeOffset At)? Read(byte[]? seal)
    {
        if (seal is not { Length: > HMACSHA256.HashSizeInBytes } || !IsGenuine(seal))
            return null;
        var parts = Encoding.UTF8.GetString(seal.AsSpan(HMACSHA256.HashSizeInBytes)).Split(Between);
        var reader = parts[3].Length == 0 ? null : new Reader(parts[3], (Tlp)int.Parse(parts[4], CultureInfo.InvariantCulture));
        return (
            new GrainCaller(reader, (Roles)int.Parse(parts[2], CultureInfo.InvariantCulture), parts[1], parts.Length > 5 && parts[5] == Person),
            new DateTimeOffset(long.Parse(parts[0], CultureInfo.InvariantCulture), TimeSpan.Zero));
    }

    /// <summary>When a seal of this process was made; it is not verified.</summary>
    internal static DateTimeOffset TimeOf(byte[] seal) =>
        Utf8Parser.TryParse(seal.AsSpan(HMACSHA256.HashSizeInBytes), out long ticks, out _) ? new(ticks, TimeSpan.Zero) : DateTimeOffset.MinValue;

    private bool IsGenuine(byte[] seal)
    {
        var mark = seal.AsSpan(0, HMACSHA256.HashSizeInBytes);
        var told = seal.AsSpan(HMACSHA256.HashSizeInBytes);
        Span<byte> right = stackalloc byte[HMACSHA256.HashSizeInBytes];
        foreach (var key in _keys)
        {
            HMACSHA256.HashData(key, told, right);
            if (CryptographicOperations.FixedTimeEquals(mark, right))
                return true;
        }

        return false;
    }
}
