using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;

namespace Compounds.Server.Hosting;

/// <summary>
/// Counts the wrong keys from each address, minute by minute. Only they are refused beyond the limit: a right key from the same address,
/// which may be that of a proxy, is taken as before. What it remembers and what it writes to the log are bounded, whatever is sent.
/// </summary>
internal sealed partial class WrongKeys(IOptions<LimitOptions> limits, TimeProvider clock, ILogger<WrongKeys> logger)
{
    private const int MostAddresses = 10_000;
    private const int LinesAnAddress = 3;
    private const int LinesAMinute = 100;

    private readonly Lock _lock = new();
    private readonly Dictionary<IPAddress, int> _failures = [];
    private long _minute;
    private int _lines;
    private int _unwritten;

    /// <summary>The address that failures are counted for: of IPv6 the network, because one machine has all addresses of that.</summary>
    public static IPAddress AddressOf(HttpContext http)
    {
        if (http.Connection.RemoteIpAddress is not { } address)
            return IPAddress.None;
        if (address.IsIPv4MappedToIPv6)
            return address.MapToIPv4();
        if (address.AddressFamily is not AddressFamily.InterNetworkV6)
            return address;
        var bytes = address.GetAddressBytes();
        bytes.AsSpan(8).Clear();
        return new IPAddress(bytes);
    }

    /// <summary>Whether the address is within its limit, so that an unknown key is worth a second look at the register.</summary>
    public bool MaySearch(HttpContext http)
    {
        lock (_lock)
        {
            Turn();
            return _failures.GetValueOrDefault(AddressOf(http)) < limits.Value.WrongKeysAMinute;
        }
    }

    /// <summary>Counts a wrong key.</summary>
    /// <returns>How long to wait before the next; null while the address is within its limit.</returns>
    public TimeSpan? Refuse(HttpContext http)
    {
        var address = AddressOf(http);
        lock (_lock)
        {
            var left = Turn();
            // Beyond what is remembered, all further addresses are one.
            var counted = _failures.Count < MostAddresses || _failures.ContainsKey(address) ? address : IPAddress.None;
            var failures = _failures[counted] = _failures.GetValueOrDefault(counted) + 1;
            if (failures <= LinesAnAddress && _lines < LinesAMinute)
            {
                _lines++;
                LogRefused(address, IdOf(http.Request.Headers.Authorization.ToString()) ?? "without an id");
            }
            else
            {
                _unwritten++;
            }

            return failures > limits.Value.WrongKeysAMinute ? left : null;
        }
    }

    /// <summary>Begins a new minute when it is time.</summary>
    /// <returns>What is left of the present one.</returns>
    private TimeSpan Turn()
    {
        var now = clock.GetUtcNow();
        var minute = now.UtcTicks / TimeSpan.TicksPerMinute;
        if (minute != _minute)
        {
            if (_unwritten > 0)
                LogUnwritten(_unwritten, _failures.Count);
            (_minute, _lines, _unwritten) = (minute, 0, 0);
            _failures.Clear();
        }

        return TimeSpan.FromTicks(((minute + 1) * TimeSpan.TicksPerMinute) - now.UtcTicks);
    }

    /// <summary>The part of a key that may be shown, or null; the secret after it is never looked at.</summary>
    public static string? IdOf(string header) =>
        header.Split('_') is [_, { Length: 12 } id, ..] && id.All(char.IsAsciiHexDigitLower) ? id : null;

    [LoggerMessage(1, LogLevel.Warning, "A wrong key was refused: {KeyId}, from {Address}")]
    private partial void LogRefused(IPAddress address, string keyId);

    [LoggerMessage(2, LogLevel.Warning, "{Count} more wrong keys were refused in that minute, from {Addresses} addresses in all")]
    private partial void LogUnwritten(int count, int addresses);
}
