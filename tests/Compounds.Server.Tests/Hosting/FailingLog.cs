using System.Runtime.CompilerServices;
using Compounds.Grains.States;
using Compounds.Ledger;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;

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

    private SqliteEventLog File
    {
        get
        {
            Demand(isWritten: false);
            return _file!;
        }
    }

    private SqliteEventLog Writable
    {
        get
        {
            Demand(isWritten: true);
            return _file!;
        }
    }

    /// <summary>Stands before the ledger that the program opened.</summary>
    public void Replace(IServiceCollection services)
    {
        services.AddSingleton<IEventLog>(provider =>
        {
            _file = provider.GetRequiredService<SqliteEventLog>();
            return this;
        });
        var kept = services.Last(static service => service.ServiceType == typeof(IGrainStorage) && Equals(service.ServiceKey, GrainStates.Preferences)).KeyedImplementationFactory!;
        services.AddKeyedSingleton<IGrainStorage>(GrainStates.Preferences, (provider, key) => new States(this, (IGrainStorage)kept(provider, key)));
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

    private void Demand(bool isWritten)
    {
        if (IsAway)
            throw new LedgerUnavailableException("The store is away.");
        if (isWritten && IsFull)
            throw new LedgerUnavailableException("The disk is full.");
    }

    private sealed record Held(TaskCompletionSource Asked, TaskCompletionSource GoesOn);

    /// <summary>What the server keeps beside the ledger, on the same disk.</summary>
    private sealed class States(FailingLog log, IGrainStorage kept) : IGrainStorage
    {
        public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
        {
            log.Demand(isWritten: false);
            return kept.ReadStateAsync(stateName, grainId, grainState);
        }

        public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
        {
            log.Demand(isWritten: true);
            return kept.WriteStateAsync(stateName, grainId, grainState);
        }

        public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
        {
            log.Demand(isWritten: true);
            return kept.ClearStateAsync(stateName, grainId, grainState);
        }
    }
}
