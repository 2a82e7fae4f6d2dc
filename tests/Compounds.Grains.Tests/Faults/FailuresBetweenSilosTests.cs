using Compounds.Ledger;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;

namespace Compounds.Grains.Tests.Faults;

/// <summary>Whoever asks another silo can tell what may be tried again.</summary>
public sealed class FailuresBetweenSilosTests
{
    public static TheoryData<Type> Failures() =>
        [.. new[] { typeof(IEventLog).Assembly, typeof(FailuresBetweenSilos).Assembly }.SelectMany(static assembly => assembly.GetTypes()).Where(static type => type.IsAssignableTo(typeof(Exception)))];

    [Theory]
    [MemberData(nameof(Failures))]
    public void Every_failure_of_ours_keeps_its_type_and_sentence_on_the_way(Type failure)
    {
        using var services = new ServiceCollection().AddSerializer().AddFailuresBetweenSilos().BuildServiceProvider();
        var serializer = services.GetRequiredService<Serializer>();
        var sent = (Exception)Activator.CreateInstance(failure, "The sentence.")!;
        var arrived = serializer.Deserialize<Exception>(serializer.SerializeToArray(sent));

        Assert.IsType(failure, arrived);
        Assert.Equal("The sentence.", arrived.Message);
    }
}
