using Microsoft.Extensions.Options;
using Orleans.Hosting.Kubernetes;

namespace Compounds.Server.Hosting;

/// <summary>
/// Where silos are pods: a silo then takes its name and address from its pod, and one whose pod was deleted is declared dead at once, not
/// after seconds without an answer.
/// </summary>
internal static class Kubernetes
{
    /// <summary>The setting that says so.</summary>
    public const string Setting = "Kubernetes:Enabled";

    /// <summary>What the pod has to tell its silo.</summary>
    private static readonly string[] s_variables =
    [
        KubernetesHostingOptions.PodNamespaceEnvironmentVariable, KubernetesHostingOptions.PodNameEnvironmentVariable,
        KubernetesHostingOptions.PodIPEnvironmentVariable, "KUBERNETES_SERVICE_HOST",
    ];

    /// <summary>Whether this silo is a pod.</summary>
    /// <exception cref="OptionsValidationException">It cannot be one: it is alone, or the pod does not say who it is.</exception>
    public static bool IsHost(IConfiguration configuration)
    {
        var isHost = configuration[Setting] switch
        {
            null or "" => false,
            { } text when bool.TryParse(text, out var parsed) => parsed,
            { } text => throw Wrong($"{Setting} is true or false, not '{text}'."),
        };
        if (!isHost)
            return false;
        if (!LedgerOptions.Of(configuration).IsShared)
            throw Wrong($"{Setting} is for silos that share a ledger; with Ledger:Provider=sqlite a server is alone, so remove it.");
        return s_variables.FirstOrDefault(static name => string.IsNullOrEmpty(Environment.GetEnvironmentVariable(name))) is { } missing
            ? throw Wrong($"{Setting} needs {missing} in the environment, which the pod sets; see cluster.yaml.")
            : true;
    }

    private static OptionsValidationException Wrong(string sentence) => new("Kubernetes", typeof(KubernetesHostingOptions), [sentence]);
}
