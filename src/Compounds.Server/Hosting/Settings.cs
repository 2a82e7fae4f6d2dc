using Compounds.Server.Audit;
using Compounds.Server.SignIn;
using Compounds.Server.Simulation;
using Microsoft.Extensions.Options;

namespace Compounds.Server.Hosting;

/// <summary>
/// Reads every section of the settings before anything starts, so that a value that cannot be right is told in one sentence.
/// </summary>
internal static class Settings
{
    /// <summary>Reads and validates all sections.</summary>
    /// <exception cref="OptionsValidationException">A value is not of its kind, or out of its range.</exception>
    public static void Check(IConfiguration configuration)
    {
        Check(configuration, LedgerOptions.Section, new LedgerOptionsValidator());
        Check(configuration, SignInOptions.Section, new SignInOptionsValidator());
        Check(configuration, TelemetryOptions.Section, new TelemetryOptionsValidator());
        Check(configuration, DrainOptions.Section, new DrainOptionsValidator());
        Check(configuration, OperatorOptions.Section, new OperatorOptionsValidator());
        Check(configuration, LimitOptions.Section, new LimitOptionsValidator());
        Check(configuration, AuditOptions.Section, new AuditOptionsValidator());
        Check(configuration, SimulationOptions.Section, new SimulationOptionsValidator());
        Check(configuration, ProofOptions.Section, new ProofOptionsValidator());
        TextOptions.Check(configuration);
        SecurityText.ContactOf(configuration);
    }

    private static void Check<T>(IConfiguration configuration, string section, IValidateOptions<T> validator)
        where T : class, new()
    {
        if (validator.Validate(null, Read<T>(configuration, section)) is { Failed: true } wrong)
            throw new OptionsValidationException(section, typeof(T), wrong.Failures);
    }

    private static T Read<T>(IConfiguration configuration, string section)
        where T : class, new()
    {
        try
        {
            return configuration.GetSection(section).Get<T>() ?? new T();
        }
        catch (InvalidOperationException failure)
        {
            // The binder names the key, the value and the type that it should have.
            throw new OptionsValidationException(section, typeof(T), [failure.Message]);
        }
    }
}
