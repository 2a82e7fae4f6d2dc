namespace Compounds.Grains.Queues;

/// <summary>
/// Lets so many runs of this process be under way as its limits say, in turn between agencies and callers. Short ones have a lane of their
/// own, a seventh as wide, so that what a person asks on screen never waits for what somebody left to run overnight.
/// </summary>
internal sealed class SimulationQueue
{
    private const int ShareOfShort = 7;

    private readonly Lock _lock = new();
    private readonly SimulationLimits _limits;
    private readonly Lane _short;
    private readonly Lane _long;

    /// <summary>Makes an empty queue.</summary>
    public SimulationQueue(SimulationLimits limits) => (_limits, _short, _long) = (
        limits,
        new Lane(Math.Max(SimulationJob.MostOfShort, limits.SampleHoursAtOnce / ShareOfShort), limits.BytesHeld / ShareOfShort),
        new Lane(limits.SampleHoursAtOnce, limits.BytesHeld));

    /// <summary>Gives a run its place.</summary>
    /// <param name="job">The run.</param>
    /// <param name="isAdmitted">Whether it was admitted before and only goes on, as after the loss of a silo.</param>
    /// <exception cref="SimulationQueueFullException">It would wait, and as many of its caller or agency wait as may.</exception>
    public SimulationTicket Join(SimulationJob job, bool isAdmitted = false)
    {
        lock (_lock)
        {
            var lane = LaneOf(job);
            var (own, all) = (CountOf(queue => queue.CountOf(job.Agency, job.Caller)), CountOf(queue => queue.CountOf(job.Agency)));
            var ticket = new SimulationTicket(job, Leave);
            lane.Queue.Add(job.Agency, job.Caller, ticket);
            lane.StartWhatFits();
            if (ticket.HasStarted || isAdmitted || (own < _limits.WaitingOfCaller && all < _limits.WaitingOfAgency))
                return ticket;
            lane.Queue.Remove(ticket);
            throw SimulationQueueFullException.Behind(own, all);
        }
    }

    private int CountOf(Func<FairQueue<SimulationTicket>, int> count) => count(_short.Queue) + count(_long.Queue);

    private Lane LaneOf(SimulationJob job) => job.IsShort ? _short : _long;

    private void Leave(SimulationTicket ticket)
    {
        lock (_lock)
        {
            var lane = LaneOf(ticket.Job);
            if (!lane.Queue.Remove(ticket))
                lane.End(ticket.Job);
            lane.StartWhatFits();
            if (ticket.Job.IsShort || !lane.IsIdle)
                return;
        }

        // Hundreds of megabytes are garbage now, and a quiet process would keep them until it needs as much again.
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: false);
    }

    /// <summary>Runs that wait for each other only.</summary>
    private sealed class Lane(long sampleHours, long bytes)
    {
        private int _runs;
        private long _sampleHours;
        private long _bytes;

        public FairQueue<SimulationTicket> Queue { get; } = new();

        public bool IsIdle => _runs == 0;

        /// <summary>Starts those whose turn it is. None overtakes one that does not fit yet, or that one would wait for ever.</summary>
        public void StartWhatFits()
        {
            while (Queue.Peek() is { } next && Fits(next.Job))
            {
                Queue.Take();
                _runs++;
                _sampleHours += next.Job.SampleHours;
                _bytes += next.Job.Bytes;
                next.Start();
            }
        }

        public void End(SimulationJob job)
        {
            _runs--;
            _sampleHours -= job.SampleHours;
            _bytes -= job.Bytes;
        }

        private bool Fits(SimulationJob job) =>
            _runs == 0 || (_sampleHours + job.SampleHours <= sampleHours && _bytes + job.Bytes <= bytes);
    }
}
