using System.Collections.Concurrent;
using System.Reflection;
using Compounds.Duties;
using Compounds.Grains.Networks;
using Compounds.Readers;
using Microsoft.Extensions.DependencyInjection;

namespace Compounds.Grains.Callers;

/// <summary>Has every call of a grain carry a caller that was sealed here, and answers no other.</summary>
public static class CallerFilters
{
    /// <summary>Adds both ends to a silo.</summary>
    /// <param name="silo">The silo.</param>
    /// <param name="seal">Seals and opens.</param>
    public static ISiloBuilder AddCallers(this ISiloBuilder silo, CallerSeal seal)
    {
        silo.Services.AddSingleton(seal);
        return silo.AddOutgoingGrainCallFilter<Sealing>().AddIncomingGrainCallFilter<Opening>();
    }

    private static bool IsOurs(MethodInfo? method) => method?.DeclaringType?.Assembly == typeof(CallerFilters).Assembly;

    /// <summary>Seals each call afresh for whom it is made: the server itself where no one is named.</summary>
    private sealed class Sealing(CallerSeal seal, TimeProvider clock) : IOutgoingGrainCallFilter
    {
        private static readonly TimeSpan s_fresh = TimeSpan.FromMinutes(1);
        private (byte[] Seal, DateTimeOffset At)? _ofSilo;

        // Asynchronous, so that what is set here ends with the call.
        public async Task Invoke(IOutgoingGrainCallContext context)
        {
            if (IsOurs(context.InterfaceMethod))
            {
                var (now, carried) = (clock.GetUtcNow(), RequestContext.Get(CallerContext.Key) as byte[]);
                if (carried is null)
                    RequestContext.Set(CallerContext.Key, OfSilo(now));
                else if (now - CallerSeal.TimeOf(carried) > s_fresh && seal.Read(carried) is var (caller, _))
                    RequestContext.Set(CallerContext.Key, seal.Seal(caller, now));
            }

            await context.Invoke();
        }

        private byte[] OfSilo(DateTimeOffset now)
        {
            if (_ofSilo is var (known, at) && (now - at).Duration() < s_fresh)
                return known;
            var made = seal.Seal(GrainCaller.Silo, now);
            _ofSilo = (made, now);
            return made;
        }
    }

    /// <summary>Opens the seal of each call, and holds what is asked for against it.</summary>
    private sealed class Opening(CallerSeal seal, TimeProvider clock) : IIncomingGrainCallFilter
    {
        private readonly ConcurrentDictionary<MethodInfo, Rule> _rules = new();

        // Asynchronous, so that what is opened here is closed with the call.
        public async Task Invoke(IIncomingGrainCallContext context)
        {
            if (IsOurs(context.InterfaceMethod))
                CallerContext.Open(Check(context));
            await context.Invoke();
        }

        private GrainCaller Check(IIncomingGrainCallContext context)
        {
            var caller = seal.Open(RequestContext.Get(CallerContext.Key) as byte[], clock.GetUtcNow());
            if (caller is null)
                throw new CallerRefusedException("The call says not for whom it is made, or was not sealed by this deployment.");
            if (caller != GrainCaller.Silo)
                _rules.GetOrAdd(context.InterfaceMethod, static method => Rule.Of(method)).Check(caller, context);
            return caller;
        }
    }

    /// <summary>What a method asks of a caller who is not the server itself.</summary>
    private sealed record Rule(Act? Act, bool IsKeyedByReader, int[] Readers)
    {
        public static Rule Of(MethodInfo method) => new(
            method.GetCustomAttribute<AsksForAttribute>()?.Act,
            method.DeclaringType!.IsDefined(typeof(KeyedByReaderAttribute)),
            [.. method.GetParameters().Where(static parameter => parameter.ParameterType == typeof(Reader)).Select(static parameter => parameter.Position)]);

        public void Check(GrainCaller caller, IIncomingGrainCallContext context)
        {
            if (caller.Reader is not { } reader)
                throw new CallerRefusedException("The call is made for nobody.");
            if (Act is { } act && !Duty.Allows(act, caller.Roles, Relation.Own) && !Duty.Allows(act, caller.Roles, Relation.Other))
                throw new CallerRefusedException($"No role of {caller.Actor} opens the act {act}.");
            foreach (var position in Readers)
            {
                if (!reader.Equals(context.Request.GetArgument(position)))
                    throw new CallerRefusedException($"{caller.Actor} asks with the eyes of another.");
            }

            if (IsKeyedByReader && !IsKeyOf(reader, context.TargetId.Key.ToString()!))
                throw new CallerRefusedException($"{caller.Actor} asks for what another has.");
        }

        private static bool IsKeyOf(Reader reader, string key)
        {
            var own = ReaderKey.Of(reader);
            return key.StartsWith(own, StringComparison.Ordinal) && (key.Length == own.Length || key[own.Length] == '/');
        }
    }
}
