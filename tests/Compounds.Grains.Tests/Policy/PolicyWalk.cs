using Compounds.Driving;
using Compounds.Grains.Policy;
using Compounds.Readers;
using Compounds.Simulation;
using Compounds.Simulation.Policy;

namespace Compounds.Grains.Tests.Policy;

/// <summary>An action taken from step to step by the people of three agencies, each step a command of its own.</summary>
internal sealed class PolicyWalk
{
    public const string Author = "pea:member-1", First = "pea:member-2", Second = "ngo:member-7";

    public static readonly Reader Pea = new("pea", Tlp.Amber), Ngo = new("ngo", Tlp.Amber), Army = new("army", Tlp.Red);

    public static readonly Handling Shared = Handling.Of(Tlp.Amber, Pap.Clear, "pea", ["ngo"]);

    private readonly GrainCluster _cluster;
    private readonly string _name;
    private int _steps;

    private PolicyWalk(GrainCluster cluster, string name)
    {
        (_cluster, _name) = (cluster, name);
        Grain = cluster.Grains.GetPolicyAction(PolicyActions.IdOf("pea", name));
    }

    public IPolicyActionGrain Grain { get; }

    public string Id => PolicyActions.IdOf("pea", _name);

    public string Scenario { get; private set; } = "";

    public static DoNoHarmCase Case { get; } = DoNoHarmCase.Empty with
    {
        Captives = [new("C1", new Spread(50, 100, 200))], Feeders = [new("F1", 1, new Spread(900, 1000, 1100))], Crossings = [new("X1", 200, 500)],
        Notice = [new("Myawaddy hospital", "telephone", 24)],
    };

    /// <summary>Drafts an action under a name of its own.</summary>
    public static async Task<PolicyWalk> DraftAsync(GrainCluster cluster, string name, Handling? handling = null, bool isCompleted = true, string[]? acting = null)
    {
        var walk = new PolicyWalk(cluster, name) { Scenario = cluster.Asked.Ask(Pea, isCompleted: isCompleted) };
        Assert.Null((await walk.Grain.DraftAsync(Pea, walk.By(Author), new PolicyDraft("Cut F1", walk.Scenario, handling ?? Shared, Acting: acting)))!.Refusal);
        return walk;
    }

    /// <summary>Attaches the forecast and has the captive exposure signed off.</summary>
    public static async Task<PolicyWalk> SimulateAsync(GrainCluster cluster, string name)
    {
        var walk = await DraftAsync(cluster, name, acting: ["ngo"]);
        Assert.Null((await walk.Grain.AttachForecastAsync(Pea, walk.By(Author)))!.Refusal);
        await walk.TakeAsync(Ngo, new SignOffHarm(walk.By("ngo:member-5"), LedgerLine.CaptiveExposure));
        return walk;
    }

    /// <summary>Goes on to the end of the horizon, with an observation.</summary>
    public static async Task<PolicyWalk> ObserveAsync(GrainCluster cluster, string name)
    {
        var walk = await SimulateAsync(cluster, name);
        await cluster.Desk.ApplyAsync(Wire.Report($"{name}-g", Wire.Status($"Site of {name}", "operating"), agency: "pea"));
        Assert.Null((await walk.Grain.ProposeAsync(Pea, walk.By(Author), Case, [$"pea/{name}-g"]))!.Refusal);
        await walk.TakeAsync(Pea, new ApprovePolicyAction(walk.By(First), 1));
        await walk.TakeAsync(Ngo, new ApprovePolicyAction(walk.By(Second), 1));
        await walk.TakeAsync(Pea, new CarryOutPolicyAction(walk.By(Author), cluster.Clock.GetUtcNow()));
        await walk.TakeAsync(Ngo, new RecordObservation(walk.By(Second), new Observation(LedgerLine.LostWorkerHours, 8000, 600, cluster.Clock.GetUtcNow(), "ngo/visit")));
        return walk;
    }

    public Instruction By(string member) => new($"{_name}-{_steps++}", member, "Because it helps.");

    /// <summary>Takes a step that must be followed.</summary>
    public async Task<PolicyRecord> TakeAsync(Reader reader, PolicyActionCommand command)
    {
        var answer = (await Grain.TakeAsync(reader, command))!;
        Assert.Null(answer.Refusal);
        return answer.Record!;
    }

    public async Task<PolicyAction> ActionAsync() => (await Grain.ReadAsync(Pea))!.Action();

    public Task ForgetAsync() => _cluster.DeactivateAsync(Grain);
}
