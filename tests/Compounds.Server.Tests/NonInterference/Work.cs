using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Compounds.Ledger;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Compounds.Server.Tests.NonInterference;

/// <summary>
/// Counts what a server does for requests: calls of grains by method, and the facts and bytes that are read from the ledger. What it does
/// by itself, by its timers, is not counted.
/// </summary>
internal sealed class Work
{
    private const string ForRequest = "work-for-request";

    private readonly ConcurrentDictionary<string, long> _counts = new(StringComparer.Ordinal);

    /// <summary>What was done since the last time, by kind.</summary>
    public SortedDictionary<string, long> Take()
    {
        var taken = new SortedDictionary<string, long>(_counts, StringComparer.Ordinal);
        _counts.Clear();
        return taken;
    }

    /// <summary>Watches a server that is being built.</summary>
    public void Watch(IServiceCollection services)
    {
        services.AddSingleton<IStartupFilter>(new Marking());
        services.AddSingleton<IIncomingGrainCallFilter>(new Calls(this));
        var log = services.Last(static service => service.ServiceType == typeof(IEventLog));
        services.AddSingleton<IEventLog>(provider => new Log(this, (IEventLog)log.ImplementationFactory!(provider)));
    }

    private void Add(string kind, long count = 1)
    {
        if (RequestContext.Get(ForRequest) is not null)
            _counts.AddOrUpdate(kind, count, (_, before) => before + count);
    }

    private sealed class Marking : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use(static (_, goOn) =>
            {
                RequestContext.Set(ForRequest, true);
                return goOn();
            });
            next(app);
        };
    }

    private sealed class Calls(Work work) : IIncomingGrainCallFilter
    {
        public Task Invoke(IIncomingGrainCallContext context)
        {
            if (context.InterfaceMethod?.DeclaringType is { Namespace: { } room } type && room.StartsWith("Compounds.", StringComparison.Ordinal))
                work.Add($"call {type.Name}.{context.MethodName}");
            return context.Invoke();
        }
    }

    private sealed class Log(Work work, IEventLog inner) : IEventLog
    {
        public ValueTask<bool> TryAppendAsync(string stream, long expectedVersion, IReadOnlyList<NewFact> facts, CancellationToken cancellationToken) =>
            inner.TryAppendAsync(stream, expectedVersion, facts, cancellationToken);

        public DateTimeOffset TimeOfNextFact(TimeProvider clock) => inner.TimeOfNextFact(clock);

        public async IAsyncEnumerable<Fact> ReadAsync(
            string stream, long fromVersion, int limit, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            // Chance decides which request finds a key's use in the register, and whether a run that has ended is still held or read again.
            var room = stream.Split('/')[0];
            var counts = room is not ("register" or "front" or "scenario");
            if (counts)
                work.Add($"read {room}");
            await foreach (var fact in inner.ReadAsync(stream, fromVersion, limit, cancellationToken))
            {
                if (counts)
                {
                    work.Add($"facts {room}");
                    work.Add($"bytes {room}", fact.Body.Length);
                }

                yield return fact;
            }
        }

        public IAsyncEnumerable<StreamHead> ListStreamsAsync(string prefix, CancellationToken cancellationToken)
        {
            work.Add("list");
            return inner.ListStreamsAsync(prefix, cancellationToken);
        }
    }
}
