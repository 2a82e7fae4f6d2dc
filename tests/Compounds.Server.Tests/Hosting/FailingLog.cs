using System.Runtime.CompilerServices;
using Compounds.Ledger;
using Microsoft.Extensions.DependencyInjection;

namespace Compounds.Server.Tests.Hosting;

/// <summary>The ledger of a server, which a test takes away, or whose disk it fills.</summary>
internal sealed class FailingLog : IEventLog
{
    private SqliteEventLog? _file;
    private volatile Held? _held;

    /// <summary>Whether nothing can be read or written.</summary>
    public bool IsAway { get; set; }

    /// <summary>Whether nothing can be written, as when the disk is full.</summary>
    public bool IsFull { get; set; }

    /// <summary>Holds back every reading from now on.</summary>
    /// <returns>Ends once somebody reads a subject.</returns>
    public Task Hang()
    {
        _held = new Held(new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously), new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        return _held.Asked.Task;
    }

    /// <summary>Lets all readings go on.</summary>
    public void GoOn()
    {
        _held?.GoesOn.TrySetResult();
        _held = null;
    }

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

    public async IAsyncEnumerable<Fact> ReadAsync(string stream, long fromVersion, int limit, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (_held is { } held)
        {
            if (stream.StartsWith("subject/", StringComparison.Ordinal))
                held.Asked.TrySetResult();
            await held.GoesOn.Task;
        }

        await foreach (var fact in File.ReadAsync(stream, fromVersion, limit, cancellationToken))
            yield return fact;
    }

    public IAsyncEnumerable<StreamHead> ListStreamsAsync(string prefix, CancellationToken cancellationToken) => File.ListStreamsAsync(prefix, cancellationToken);

    public Task WriteSnapshotAsync(string stream, Snapshot snapshot, CancellationToken cancellationToken) => Writable.WriteSnapshotAsync(stream, snapshot, cancellationToken);

    public Task<Snapshot?> ReadSnapshotAsync(string stream, CancellationToken cancellationToken) => File.ReadSnapshotAsync(stream, cancellationToken);

    private sealed record Held(TaskCompletionSource Asked, TaskCompletionSource GoesOn);
}
