using Compounds.Audit;
using Compounds.Grains.Callers;
using Compounds.Ledger;
using Microsoft.Extensions.Logging;

namespace Compounds.Grains.Audit;

/// <summary>Writes the audit of one day.</summary>
[GrainType("audit-day")]
internal sealed partial class AuditDayGrain(
    IEventLog log, TimeProvider clock, IGrainContext context, AuditLimits limits, AuditMeter meter, ILogger<AuditDayGrain> logger)
    : EventSourcedGrain<AuditWindow, AuditFact>(log, clock, AuditStream.Of(context.GrainId.Key.ToString()!), Folding), IAuditDayGrain
{
    private readonly string _day = context.GrainId.Key.ToString()!;

    /// <summary>How the audit is read.</summary>
    public static Folding<AuditWindow, AuditFact> Folding { get; } = new(
        new JsonFactCodec<AuditFact>(), static () => new AuditWindow(), static (window, fact, _) =>
        {
            window.Take(fact);
            return window;
        });

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await base.OnActivateAsync(cancellationToken);
        // What was read before midnight counts after it.
        var day = AuditStream.DayOf(_day);
        var since = new DateTimeOffset(day, default, TimeSpan.Zero) - AuditWindow.Length;
        await foreach (var fact in Log.ReadAsync(AuditStream.Of(AuditStream.TextOf(day.AddDays(-1))), 1, cancellationToken))
        {
            if (fact.RecordedAt >= since)
                State.Take(Folding.Codec.Read(fact));
        }
    }

    public async Task<IReadOnlyList<AuditAlarmed>> NoteAsync(IReadOnlyList<AuditFact> facts, CancellationToken cancellationToken)
    {
        if (CallerContext.Actor != GrainCaller.Silo.Actor)
            throw new CallerRefusedException("The audit is written by the server itself.");
        var alarms = await WriteAsync(
            _ =>
            {
                var raised = State.AlarmsAt(facts, limits);
                return Append(raised, [.. facts, .. raised]);
            },
            cancellationToken);
        foreach (var alarm in alarms)
        {
            meter.Raised(alarm.Kind);
            LogAlarm(alarm.Kind, alarm.Who, alarm.Figure, alarm.Limit);
        }

        return alarms;
    }

    [LoggerMessage(1, LogLevel.Warning, "Alarm of the audit: {Kind} by {Who}, {Figure} where {Limit} is the limit; see the page Audit")]
    private partial void LogAlarm(AuditAlarm kind, string who, int figure, int limit);
}
