using System.Globalization;
using System.Text.RegularExpressions;
using Compounds.Server.Hosting;
using k8s;
using k8s.Models;
using Microsoft.AspNetCore.Routing;
using Orleans.Configuration;
using Orleans.Hosting.Kubernetes;
using YamlDotNet.Core;

namespace Compounds.Server.Tests.Deploying;

/// <summary>The manifests are of Kubernetes' own form, and the ports, paths and times in them are those of the program.</summary>
public sealed partial class ManifestTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    /// <summary>The port of the image, the one that it says and listens to.</summary>
    private static readonly int s_http = int.Parse(ImagePort().Match(DeployFile.Read("Containerfile")).Groups[1].Value,
        CultureInfo.InvariantCulture);

    public static TheoryData<string> Files => ["embedded.yaml", "cluster.yaml"];

    [Theory]
    [MemberData(nameof(Files))]
    public void A_manifest_holds_only_fields_that_Kubernetes_knows(string file) =>
        Assert.All(Read(file), static part => Assert.NotNull(part.Metadata.Name));

    [Fact]
    public void A_field_that_it_does_not_know_is_found()
    {
        var misspelt = DeployFile.Read("kubernetes", "cluster.yaml")
            .Replace("readinessProbe:", "readynessProbe:", StringComparison.Ordinal);
        Assert.ThrowsAny<YamlException>(() => KubernetesYaml.LoadAllFromString(misspelt, strict: true));
    }

    [Fact]
    public void One_server_is_a_stateful_set_of_one_with_a_volume_and_several_are_a_deployment_with_a_budget()
    {
        var embedded = Read("embedded.yaml");
        var alone = embedded.OfType<V1StatefulSet>().Single();
        Assert.Equal(1, alone.Spec.Replicas);
        Assert.Equal("data", Assert.Single(alone.Spec.VolumeClaimTemplates).Metadata.Name);
        Assert.StartsWith("/data/", Variable(alone.Spec.Template, "Ledger__Path"), StringComparison.Ordinal);

        var cluster = Read("cluster.yaml");
        var silos = cluster.OfType<V1Deployment>().Single();
        Assert.True(silos.Spec.Replicas > 1);
        var budget = cluster.OfType<V1PodDisruptionBudget>().Single();
        Assert.Equal("1", budget.Spec.MaxUnavailable.Value);
        Assert.Equal("azure", Variable(silos.Spec.Template, "Ledger__Provider"));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void What_selects_pods_selects_those_of_the_file(string file)
    {
        var (parts, labels) = (Read(file), Pod(file).Metadata.Labels);
        var selectors = parts.OfType<V1Service>().Select(static service => service.Spec.Selector)
            .Concat(parts.OfType<V1NetworkPolicy>().Select(static policy => policy.Spec.PodSelector.MatchLabels))
            .Concat(parts.OfType<V1PodDisruptionBudget>().Select(static budget => budget.Spec.Selector.MatchLabels))
            .Concat(parts.OfType<V1Deployment>().Select(static deployment => deployment.Spec.Selector.MatchLabels))
            .Concat(parts.OfType<V1StatefulSet>().Select(static set => set.Spec.Selector.MatchLabels)).ToArray();
        Assert.True(selectors.Length >= 3);
        Assert.All(selectors, selector => Assert.Empty(selector.Except(labels)));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_port_is_one_that_the_server_listens_to(string file) => Assert.Empty(WrongPorts(DeployFile.Read("kubernetes", file)));

    [Theory]
    [InlineData("containerPort: 8080", "containerPort: 8081", "http 8081")]
    [InlineData("containerPort: 11111", "containerPort: 11112", "silo 11112")]
    [InlineData("targetPort: http", "targetPort: web", "web")]
    [InlineData("port: silo}", "port: sill}", "sill")]
    [InlineData("/health/live, port: http", "/health/live, port: https", "https")]
    public void A_port_that_it_does_not_listen_to_is_found(string right, string wrong, string found) =>
        Assert.Contains(found, WrongPorts(DeployFile.Read("kubernetes", "cluster.yaml").Replace(right, wrong, StringComparison.Ordinal)));

    [Fact]
    public void A_silo_is_told_the_ports_that_its_pod_opens()
    {
        var ports = Container("cluster.yaml").Ports.ToDictionary(static port => port.Name, static port => $"{port.ContainerPort}");
        Assert.Equal(ports["silo"], Variable(Pod("cluster.yaml"), "Orleans__Endpoints__SiloPort"));
    }

    [Fact]
    public void The_image_listens_where_it_says_and_its_health_check_and_the_compose_file_ask_there()
    {
        var image = DeployFile.Read("Containerfile");
        Assert.Contains($"EXPOSE {s_http}\n", image, StringComparison.Ordinal);
        Assert.Contains($"/dev/tcp/127.0.0.1/{s_http} ", image, StringComparison.Ordinal);
        Assert.Contains(HealthPath().Match(image).Groups[1].Value, Paths());
        var published = DeployFile.Parse(DeployFile.Read("compose.yaml"))["services"]
            .Items.SelectMany(static service => service["ports"].Items).Select(static port => port.Text!.Split(':')[^1]).ToArray();
        Assert.Equal(3, published.Length);
        Assert.All(published, static port => Assert.Equal(s_http.ToString(CultureInfo.InvariantCulture), port));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_probe_asks_for_a_path_that_the_server_answers(string file)
    {
        Assert.Equal(3, Probes(Parts(DeployFile.Read("kubernetes", file))).Length);
        Assert.Empty(WrongPaths(DeployFile.Read("kubernetes", file)));
    }

    [Fact]
    public void A_path_that_it_does_not_answer_is_found()
    {
        var misspelt = DeployFile.Read("kubernetes", "cluster.yaml").Replace("/health/ready", "/health/readyz", StringComparison.Ordinal);
        Assert.Equal(["/health/readyz"], WrongPaths(misspelt));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void A_pod_that_is_told_to_stop_is_given_the_time_that_a_drain_takes(string file)
    {
        var waited = Container(file).Lifecycle?.PreStop?.Sleep?.Seconds ?? 0;
        Assert.True(Pod(file).Spec.TerminationGracePeriodSeconds > waited + Deadlines.Drain.TotalSeconds);
    }

    [Fact]
    public void So_are_a_container_of_compose_and_a_service_of_systemd()
    {
        var services = DeployFile.Parse(DeployFile.Read("compose.yaml"))["services"];
        Assert.All(["server", "silo-1", "silo-2"], name =>
            Assert.True(Seconds(services[name]["stop_grace_period"].Text!) > Deadlines.Drain.TotalSeconds));
        Assert.True(Seconds(StopSeconds().Match(DeployFile.Read("compounds.service")).Groups[1].Value) > Deadlines.Drain.TotalSeconds);

        static double Seconds(string text) => double.Parse(text.TrimEnd('s'), CultureInfo.InvariantCulture);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void A_pod_has_no_rights_and_writes_only_to_its_volumes(string file)
    {
        var (pod, container) = (Pod(file).Spec, Container(file));
        Assert.True(pod.SecurityContext.RunAsNonRoot);
        Assert.Equal("RuntimeDefault", pod.SecurityContext.SeccompProfile.Type);
        Assert.True(container.SecurityContext.ReadOnlyRootFilesystem);
        Assert.False(container.SecurityContext.AllowPrivilegeEscalation);
        Assert.Equal(["ALL"], container.SecurityContext.Capabilities.Drop);
        // All that a silo of a cluster keeps is in the account.
        Assert.Equal(file is "cluster.yaml" ? ["/tmp"] : ["/data", "/tmp"], container.VolumeMounts.Select(static mount => mount.MountPath).Order(StringComparer.Ordinal));
        Assert.NotNull(container.Resources.Limits["memory"]);
    }

    [Fact]
    public void A_silo_may_see_pods_and_label_its_own_and_nothing_else()
    {
        var parts = Read("cluster.yaml");
        var rule = Assert.Single(parts.OfType<V1Role>().Single().Rules);
        Assert.Equal([""], rule.ApiGroups);
        Assert.Equal(["pods"], rule.Resources);
        Assert.Equal(["get", "list", "watch", "patch"], rule.Verbs);
        var account = parts.OfType<V1ServiceAccount>().Single().Metadata.Name;
        var binding = parts.OfType<V1RoleBinding>().Single();
        Assert.Equal((account, parts.OfType<V1Role>().Single().Metadata.Name),
            (Assert.Single(binding.Subjects).Name, binding.RoleRef.Name));
        Assert.Equal(account, Pod("cluster.yaml").Spec.ServiceAccountName);
        Assert.False(Pod("embedded.yaml").Spec.AutomountServiceAccountToken);
    }

    [Fact]
    public void A_pod_is_labelled_as_the_silo_in_it_names_itself()
    {
        var pod = Pod("cluster.yaml");
        Assert.Equal("compounds", pod.Metadata.Labels[KubernetesHostingOptions.ServiceIdLabel]);
        Assert.Equal(Variable(pod, "Orleans__ClusterId"), pod.Metadata.Labels[KubernetesHostingOptions.ClusterIdLabel]);
        var fields = Container("cluster.yaml").Env.Where(static variable => variable.ValueFrom?.FieldRef is not null)
            .ToDictionary(static variable => variable.Name, static variable => variable.ValueFrom.FieldRef.FieldPath);
        Assert.Equal("metadata.name", fields[KubernetesHostingOptions.PodNameEnvironmentVariable]);
        Assert.Equal("metadata.namespace", fields[KubernetesHostingOptions.PodNamespaceEnvironmentVariable]);
        Assert.Equal("status.podIP", fields[KubernetesHostingOptions.PodIPEnvironmentVariable]);
    }

    [Fact]
    public void Only_silos_reach_the_ports_of_silos()
    {
        var policy = Read("cluster.yaml").OfType<V1NetworkPolicy>().Single();
        var rule = Assert.Single(policy.Spec.Ingress, static rule => rule.Ports.Any(static port => port.Port.Value is "silo"));
        Assert.Equal(["silo"], rule.Ports.Select(static port => port.Port.Value));
        Assert.Equal(policy.Spec.PodSelector.MatchLabels, Assert.Single(rule.FromProperty).PodSelector.MatchLabels);
    }

    [Fact]
    public void Nothing_is_installed_when_a_container_starts()
    {
        var services = DeployFile.Parse(DeployFile.Read("compose.yaml"))["services"];
        Assert.All(services.Items, static service =>
        {
            Assert.NotNull(service["build"].Value);
            Assert.Null(service["command"].Value);
            Assert.Null(service["entrypoint"].Value);
        });
        string[][] images = [["Containerfile"], ["azurite", "Containerfile"]];
        foreach (var image in images)
            Assert.DoesNotMatch(@"(?m)^(?:ENTRYPOINT|CMD).*\b(?:npm|npx|apt|apt-get|curl|wget|dotnet tool|dotnet restore)\b",
                DeployFile.Read(image));
    }

    [Fact]
    public void The_emulator_of_compose_is_asked_where_it_listens()
    {
        var ports = ExposedPorts().Match(DeployFile.Read("azurite", "Containerfile")).Groups[1].Value.Split(' ');
        var connection = DeployFile.Parse(
            DeployFile.Read("compose.yaml"))["services"]["silo-1"]["environment"]["Ledger__ConnectionString"].Text!;
        Assert.Equal(ports, AzuritePorts().Matches(connection).Select(static port => port.Groups[1].Value));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Telemetry_goes_to_the_port_of_otlp_over_http(string file)
    {
        var endpoint = new Uri(Variable(Pod(file), "Telemetry__Endpoint")!);
        Assert.Equal(("http/protobuf", 4318), (Variable(Pod(file), "Telemetry__Protocol"), endpoint.Port));
        foreach (var policy in Read(file).OfType<V1NetworkPolicy>().Where(static policy => policy.Spec.Egress is not null))
            Assert.Contains(policy.Spec.Egress.SelectMany(static rule => rule.Ports), port =>
                port.Port.Value == endpoint.Port.ToString(CultureInfo.InvariantCulture));
    }

    private string[] Paths() => [.. api.Server.Endpoints.OfType<RouteEndpoint>().Select(static endpoint => endpoint.RoutePattern.RawText!)];

    private IEnumerable<string> WrongPaths(string manifest) =>
        Probes(Parts(manifest)).Select(static probe => probe.HttpGet.Path).Except(Paths());

    /// <summary>Ports of the container at which nothing listens, and names of ports that it does not have.</summary>
    private static IEnumerable<string> WrongPorts(string manifest)
    {
        var (parts, listened) = (Parts(manifest), new Dictionary<string, int>
        {
            ["http"] = s_http, ["silo"] = EndpointOptions.DEFAULT_SILO_PORT,
        });
        var ports = PodOf(parts).Spec.Containers[0].Ports.ToDictionary(static port => port.Name, static port => port.ContainerPort);
        var named = parts.OfType<V1Service>().SelectMany(static service => service.Spec.Ports).Select(static port => port.TargetPort.Value)
            .Concat(parts.OfType<V1NetworkPolicy>().SelectMany(static policy => policy.Spec.Ingress)
                .SelectMany(static rule => rule.Ports).Select(static port => port.Port.Value))
            .Concat(Probes(parts).Select(static probe => probe.HttpGet.Port.Value));
        return [.. ports.Except(listened).Select(static port => $"{port.Key} {port.Value}"), .. named.Except(ports.Keys)];
    }

    private static IKubernetesObject<V1ObjectMeta>[] Read(string file) => Parts(DeployFile.Read("kubernetes", file));

    private static IKubernetesObject<V1ObjectMeta>[] Parts(string manifest) =>
        [.. KubernetesYaml.LoadAllFromString(manifest, strict: true).Cast<IKubernetesObject<V1ObjectMeta>>()];

    private static V1PodTemplateSpec Pod(string file) => PodOf(Read(file));

    private static V1PodTemplateSpec PodOf(IEnumerable<IKubernetesObject<V1ObjectMeta>> parts) => parts
        .Select(static part => (part as V1Deployment)?.Spec.Template ?? (part as V1StatefulSet)?.Spec.Template).OfType<V1PodTemplateSpec>()
        .Single();

    private static V1Container Container(string file) => Assert.Single(Pod(file).Spec.Containers);

    private static V1Probe[] Probes(IEnumerable<IKubernetesObject<V1ObjectMeta>> parts) => PodOf(parts).Spec.Containers[0] is var container
        ? [container.StartupProbe, container.ReadinessProbe, container.LivenessProbe] : [];

    private static string? Variable(V1PodTemplateSpec pod, string name) =>
        pod.Spec.Containers[0].Env.Single(variable => variable.Name == name).Value;

    [GeneratedRegex(@"URLS=http://0\.0\.0\.0:(\d+)")]
    private static partial Regex ImagePort();

    [GeneratedRegex("GET (/[a-z/]+) HTTP")]
    private static partial Regex HealthPath();

    [GeneratedRegex(@"^TimeoutStopSec=(\d+)$", RegexOptions.Multiline)]
    private static partial Regex StopSeconds();

    [GeneratedRegex(@"^EXPOSE (.+)$", RegexOptions.Multiline)]
    private static partial Regex ExposedPorts();

    [GeneratedRegex(@"azurite:(\d+)/")]
    private static partial Regex AzuritePorts();
}
