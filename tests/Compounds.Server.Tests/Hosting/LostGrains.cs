namespace Compounds.Server.Tests.Hosting;

/// <summary>Grains that answer nothing, as when the silo where they live was paused.</summary>
internal sealed class LostGrains : IOutgoingGrainCallFilter
{
    /// <summary>The types of the grains that do not answer.</summary>
    public IReadOnlyList<string> Types { get; set; } = [];

    public Task Invoke(IOutgoingGrainCallContext context) =>
        Types.Contains(context.TargetId.Type.ToString()) ? new TaskCompletionSource().Task : context.Invoke();
}
