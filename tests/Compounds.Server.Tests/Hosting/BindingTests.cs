using Compounds.Server.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Options;

namespace Compounds.Server.Tests.Hosting;

/// <summary>A server that strangers can reach wants real sign-in.</summary>
public sealed class BindingTests
{
    private const string Hash = "--SignIn:AdministratorKeySha256=0000000000000000000000000000000000000000000000000000000000000000";

    [Theory]
    [InlineData("http://0.0.0.0:8080")]
    [InlineData("http://127.0.0.1:5080;http://192.0.2.1:5080")]
    [InlineData("http://0.0.0.0:8080", Hash, "--SignIn:AllowDevelopment=true")]
    public void Where_nobody_can_sign_in_for_real_it_does_not_listen_to_strangers(string urls, params string[] settings)
    {
        var refused = Assert.Throws<OptionsValidationException>(() =>
            WebApplication.CreateSlimBuilder([$"--urls={urls}", .. settings]).UseSafeBinding());
        Assert.Contains("only with real sign-in", Assert.Single(refused.Failures), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://127.0.0.1:5080")]
    [InlineData("http://localhost:5080;http://[::1]:5080")]
    [InlineData("http://0.0.0.0:8080", Hash)]
    public void Otherwise_it_does(string urls, params string[] settings) =>
        WebApplication.CreateSlimBuilder([$"--urls={urls}", .. settings]).UseSafeBinding();
}
