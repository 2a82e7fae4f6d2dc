namespace Compounds.Server.Tests.Hosting;

/// <summary>Grains that answer nothing, as when the silo where they live was paused.</summary>
internal sealed class LostGrains : IOutgoingGrainCallFilter
{
    private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The types of the grains that do not answer.</summary>
    public IReadOnlyList<string> Types { get; set; } = [];

    /// <summary>Ends once one of them was asked something.</summary>
    public Task Asked => _asked.Task;

    /// <summary>Ends all calls that wait, as a call that is too late ends.</summary>
    public void Expire() => _answer.TrySetException(new TimeoutException("No answer came."));

    /// <summary>Lets all calls that wait go on.</summary>
    public void Answer() => _answer.TrySetResult();

    public async Task Invoke(IOutgoingGrainCallContext context)
    {
        if (Types.Contains(context.TargetId.Type.ToString()))
        {
            _asked.TrySetResult();
            await _answer.Task.WaitAsync(context.Request.GetCancellationToken());
        }

        await context.Invoke();
    }
}
