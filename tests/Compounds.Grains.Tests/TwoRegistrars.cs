using Compounds.Agencies;
using Compounds.Grains.Agencies;
using Compounds.Grains.Callers;
using Compounds.Readers;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Hosting;

namespace Compounds.Grains.Tests;

/// <summary>The two people who keep the register where no server stands before the grains.</summary>
internal static class TwoRegistrars
{
    private const string Person = "test-person";
    private const string First = "task-force:first";
    private const string Second = "task-force:second";

    public static void AddRegistrars(this ISiloBuilder silo) => silo.Services.AddSingleton<IIncomingGrainCallFilter, Opening>();

    public static async Task RegisterAsync(this IRegisterGrain register, Agency agency) =>
        await register.ByBothAsync(agency.Id, static (to, id, made) => to.PutAgencyAsync(made, "g-" + id), agency);

    public static async Task IssueAsync(this IRegisterGrain register, IssuedKey key) =>
        await register.ByBothAsync(key.Id, static (to, id, made) => to.IssueKeyAsync(made, "g-" + id), key);

    public static async Task RevokeAsync(this IRegisterGrain register, IssuedKey key) =>
        Assert.Equal(RegisterOutcome.Done, (await As(First, () => register.RevokeKeyAsync(key.Agency, key.Id))).Outcome);

    private static async Task ByBothAsync<T>(this IRegisterGrain register, string id, Func<IRegisterGrain, string, T, Task<RegisterAnswer>> ask, T what)
    {
        if (await As(First, () => ask(register, id, what)) is { Outcome: RegisterOutcome.Waits, Grant: { } waiting })
            Assert.Equal(RegisterOutcome.Done, Assert.Single(await As(Second, () => register.ConfirmAsync([waiting.Id]))).Outcome);
    }

    private static async Task<T> As<T>(string person, Func<Task<T>> call)
    {
        RequestContext.Set(Person, person);
        try
        {
            return await call();
        }
        finally
        {
            RequestContext.Remove(Person);
        }
    }

    private sealed class Opening : IIncomingGrainCallFilter
    {
        // Asynchronous, so that what is opened here is closed with the call.
        public async Task Invoke(IIncomingGrainCallContext context)
        {
            if (RequestContext.Get(Person) is string person)
                CallerContext.Open(new GrainCaller(new Reader(Agency.TaskForce, Tlp.Clear), Roles.Registrar, person, IsPerson: true));
            await context.Invoke();
        }
    }
}
