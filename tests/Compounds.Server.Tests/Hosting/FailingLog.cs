using Compounds.Ledger;
using Microsoft.Extensions.DependencyInjection;

namespace Compounds.Server.Tests.Hosting;

/// <summary>The ledger of a server, which a test takes away, or whose disk it fills.</summary>
internal sealed class FailingLog : IEventLog
{
    private SqliteEventLog? _file;

    /// <summary>Whether nothing can be read or written.</summary>
    public bool IsAway { get; set; }

    /// <summary>Whether nothing can be written, as when the disk is full.</summary>
    public bool IsFull { get; set; }

    private SqliteEventLog File => IsAway ? throw new LedgerUnavailableException("The store is away.") : _file!;

    private SqliteEventLog Writable => IsFull ? throw new LedgerUnavailableException("The disk is full.") : File;

    /// <summary>Stands before the ledger that the program opened.</summary>
    public void Replace(IServiceCollection services)
    {
        var opened = services.Last(static service => service.ServiceType == typeof(IEventLog)).ImplementationFactory!;
        services.AddSingleton(provider => (SqliteEventLog)opened(provider)); // The container closes it.
        services.AddSingleton<IEventLog>(provider =>
        {
            _file = provider.GetRequiredService<SqliteEventLog>();
            return this;
        });
    }

    public ValueTask<bool> TryAppendAsync(string stream, long expectedVersion, IReadOnlyList<NewFact> facts, CancellationToken cancellationToken) =>
        Writable.TryAppendAsync(stream, expectedVersion, facts, cancellationToken);

    public IAsyncEnumerable<Fact> ReadAsync(string stream, long fromVersion, int limit, CancellationToken cancellationToken) =>
        File.ReadAsync(stream, fromVersion, limit, cancellationToken);

    public IAsyncEnumerable<StreamHead> ListStreamsAsync(string prefix, CancellationToken cancellationToken) => File.ListStreamsAsync(prefix, cancellationToken);

    public Task WriteSnapshotAsync(string stream, Snapshot snapshot, CancellationToken cancellationToken) => Writable.WriteSnapshotAsync(stream, snapshot, cancellationToken);

    public Task<Snapshot?> ReadSnapshotAsync(string stream, CancellationToken cancellationToken) => File.ReadSnapshotAsync(stream, cancellationToken);
}
