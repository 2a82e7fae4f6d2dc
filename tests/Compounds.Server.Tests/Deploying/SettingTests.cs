using System.Reflection;
using System.Text.RegularExpressions;
using Compounds.Server.Hosting;
using Orleans.Configuration;
using Orleans.Hosting.Kubernetes;

namespace Compounds.Server.Tests.Deploying;

/// <summary>A setting that a file gives is one of the table in deploy/README.md, and the table is what the code reads.</summary>
public sealed partial class SettingTests
{
    /// <summary>What is read by others than the server: the runtime, the framework, the pod and the emulator.</summary>
    private static readonly string[] s_ofOthers =
    [
        "DOTNET_GCHeapHardLimitPercent", "DOTNET_EnableDiagnostics_IPC", "ASPNETCORE_HTTP_PORTS", "HOME", "AZURITE_ACCOUNTS",
        KubernetesHostingOptions.PodNameEnvironmentVariable, KubernetesHostingOptions.PodNamespaceEnvironmentVariable,
        KubernetesHostingOptions.PodIPEnvironmentVariable,
    ];

    /// <summary>Keys that no options of ours hold: of the host, of Orleans, and those that are read by their name.</summary>
    private static readonly string[] s_ofFramework =
    [
        "urls", "AllowedHosts", "Logging:LogLevel:*", "ASPNETCORE_ENVIRONMENT", Kubernetes.Setting, SecurityText.Setting,
        $"Orleans:{nameof(ClusterOptions.ClusterId)}", $"Orleans:Endpoints:{nameof(EndpointOptions.AdvertisedIPAddress)}",
        $"Orleans:Endpoints:{nameof(EndpointOptions.SiloPort)}",
    ];

    private static readonly string[] s_table = [.. Row().Matches(DeployFile.Read("README.md").Split("## Settings\n")[1])
        .SelectMany(static row => Code().Matches(row.Groups["keys"].Value)).Select(static code => code.Groups[1].Value)];

    [Fact]
    public void The_table_names_every_setting_and_no_other()
    {
        var options = from type in typeof(LedgerOptions).Assembly.GetTypes()
                      where type.GetField("Section", BindingFlags.Public | BindingFlags.Static) is { IsLiteral: true }
                          && type.Name.EndsWith("Options", StringComparison.Ordinal)
                      from setting in SettingsOf(type, (string)type.GetField("Section")!.GetRawConstantValue()!)
                      select setting;
        Assert.Equal(options.Concat(s_ofFramework).Order(StringComparer.Ordinal), s_table.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_variable_that_a_file_sets_is_a_setting()
    {
        string[] variables = [.. DeployFile.Manifests.SelectMany(InManifest), .. InCompose(DeployFile.Read("compose.yaml")),
            .. InUnit(DeployFile.Read("compounds.service")), .. InImage(DeployFile.Read("Containerfile"))];
        Assert.Contains("Ledger__Path", variables);
        Assert.Contains("Kubernetes__Enabled", variables);
        Assert.Contains("DOTNET_GCHeapHardLimitPercent", variables);
        Assert.All(variables, static variable => Assert.True(IsSetting(variable), variable));
    }

    [Theory]
    [InlineData("Ledger__Path", true)]
    [InlineData("Ledger__Pfad", false)]
    [InlineData("Telemetry__EndPoints", false)]
    [InlineData("POD_ADDRESS", false)]
    [InlineData("Logging__LogLevel__Orleans", true)]
    public void A_variable_that_nothing_reads_is_found(string variable, bool isSetting) => Assert.Equal(isSetting, IsSetting(variable));

    [Fact]
    public void A_secret_is_referred_to_and_never_written_down()
    {
        var secrets = DeployFile.Manifests.SelectMany(static manifest => Documents(manifest))
            .SelectMany(static document => document.All()).SelectMany(static node => node["env"].Items)
            .Where(static variable => variable["name"].Text is "Ledger__ConnectionString" or "SignIn__AdministratorKeySha256" or "SignIn__SecondAdministratorKeySha256")
            .ToArray();
        Assert.Equal(5, secrets.Length);
        Assert.All(secrets, static secret =>
        {
            Assert.Null(secret["value"].Text);
            Assert.Equal("compounds", secret["valueFrom"]["secretKeyRef"]["name"].Text);
        });
    }

    /// <summary>What can be set below a section; of a list, what its first entry can be.</summary>
    private static IEnumerable<string> SettingsOf(Type type, string section) =>
        from property in type.GetProperties()
        where property.SetMethod is not null
        let key = $"{section}:{property.Name}"
        let entry = property.PropertyType is { IsGenericType: true } list && list.GetGenericTypeDefinition() == typeof(IReadOnlyList<>)
            ? list.GenericTypeArguments[0] : null
        from setting in entry is null ? [key] : entry == typeof(string) ? [key + ":0"] : SettingsOf(entry, key + ":0")
        select setting;

    /// <summary>Configuration ignores case, and so does this.</summary>
    private static bool IsSetting(string variable) => s_ofOthers.Contains(variable) || s_table.Any(key => key.EndsWith('*')
        ? variable.Replace("__", ":", StringComparison.Ordinal).StartsWith(key[..^1], StringComparison.OrdinalIgnoreCase)
        : variable.Replace("__", ":", StringComparison.Ordinal).Equals(key, StringComparison.OrdinalIgnoreCase));

    private static IEnumerable<Node> Documents(string manifest) => manifest.Split("\n---\n").Select(DeployFile.Parse);

    private static IEnumerable<string> InManifest(string manifest) =>
        Documents(manifest).SelectMany(static document => document.All()).SelectMany(static node => node["env"].Items)
            .Select(static variable => variable["name"].Text!);

    private static IEnumerable<string> InCompose(string compose) =>
        DeployFile.Parse(compose)["services"].Items.SelectMany(static service => service["environment"].Names);

    private static IEnumerable<string> InUnit(string unit) =>
        UnitLine().Matches(unit).SelectMany(static line => line.Groups[1].Value.Split(' ')).Select(static pair => pair.Split('=')[0]);

    private static IEnumerable<string> InImage(string image) =>
        Variable().Matches(ImageVariables().Match(image).Groups[1].Value).Select(static variable => variable.Groups[1].Value);

    [GeneratedRegex(@"^\| (?<keys>`[^|]+) \| (?:[^|]*) \| [^|]+ \|$", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Code();

    [GeneratedRegex("^Environment=(.+)$", RegexOptions.Multiline)]
    private static partial Regex UnitLine();

    [GeneratedRegex(@"^ENV ((?:.+\\\n)*.+)$", RegexOptions.Multiline)]
    private static partial Regex ImageVariables();

    [GeneratedRegex(@"(\w+)=")]
    private static partial Regex Variable();
}
