using Azure.Core;
using Azure.Identity;
using Compounds.Ledger;
using Compounds.Server.Hosting;
using Microsoft.Extensions.Options;

namespace Compounds.Server.Tests.Hosting;

/// <summary>A cluster's storage account is named once, by a connection string or by its address.</summary>
public sealed class StorageAccountTests
{
    private const string Connection =
        "DefaultEndpointsProtocol=https;AccountName=taskforce;AccountKey=c2VjcmV0;EndpointSuffix=core.windows.net";

    private static readonly Uri s_address = new("https://taskforce.table.core.windows.net");

    [Fact]
    public void Without_an_account_the_start_is_refused_with_both_ways_to_name_one()
    {
        var sentence = Refused(new LedgerOptions { Provider = "azure" });
        Assert.Contains("Ledger:AccountAddress", sentence, StringComparison.Ordinal);
        Assert.Contains("Ledger__ConnectionString", sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_accounts_are_one_too_many() =>
        Assert.Contains("both name a storage account",
            Refused(new LedgerOptions { Provider = "azure", ConnectionString = Connection, AccountAddress = s_address }),
            StringComparison.Ordinal);

    [Theory]
    [InlineData("http://taskforce.table.core.windows.net")]
    [InlineData("https://taskforce.blob.core.windows.net")]
    [InlineData("https://taskforce.table.core.windows.net/compounds")]
    [InlineData("https://.table.core.windows.net")]
    [InlineData("taskforce")]
    public void An_address_that_is_not_that_of_a_table_service_is_named(string address)
    {
        if (!Uri.TryCreate(address, UriKind.RelativeOrAbsolute, out var uri))
            return; // Such a text does not become a setting: binding refuses it.
        Assert.Contains($"'{uri}'", Refused(new LedgerOptions { Provider = "azure", AccountAddress = uri }), StringComparison.Ordinal);
    }

    [Fact]
    public void A_connection_string_that_cannot_be_read_is_refused_and_not_repeated()
    {
        var sentence = Refused(new LedgerOptions { Provider = "azure", ConnectionString = "AccountKey=c2VjcmV0" });
        Assert.Contains("Ledger:ConnectionString", sentence, StringComparison.Ordinal);
        Assert.DoesNotContain("c2VjcmV0", sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_connection_string_needs_no_identity()
    {
        var (tables, blobs) = StorageAccount.Of(new LedgerOptions { Provider = "azure", ConnectionString = Connection }, static () =>
            throw new InvalidOperationException("Asked for an identity."));
        Assert.Equal(("taskforce", "taskforce"), (tables.AccountName, blobs.AccountName));
    }

    [Theory]
    [InlineData("https://taskforce.table.core.windows.net", "https://taskforce.blob.core.windows.net/")]
    [InlineData("https://taskforce.table.core.chinacloudapi.cn/", "https://taskforce.blob.core.chinacloudapi.cn/")]
    public void One_address_gives_both_services(string address, string blobsAddress)
    {
        var (tables, blobs) = StorageAccount.Of(new LedgerOptions { Provider = "azure", AccountAddress = new Uri(address) }, static () =>
            new NoIdentity());
        Assert.Equal((new Uri(address), new Uri(blobsAddress)), (tables.Uri, blobs.Uri));
        Assert.Equal(("taskforce", "taskforce"), (tables.AccountName, blobs.AccountName));
    }

    [Fact]
    public async Task Both_clients_sign_in_by_the_identity_and_who_has_none_is_told_in_a_sentence()
    {
        var identity = new NoIdentity();
        var (tables, blobs) = StorageAccount.Of(new LedgerOptions { Provider = "azure", AccountAddress = s_address }, () => identity);

        var refused = await Assert.ThrowsAsync<LedgerUnavailableException>(() =>
            AzureTableLog.OpenAsync(tables, "compounds", CancellationToken.None));
        Assert.Contains("no identity by which it can sign in", refused.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<Azure.RequestFailedException>(() => blobs.GetBlobContainerClient("states").ExistsAsync());
        Assert.Equal(["https://storage.azure.com/.default", "https://storage.azure.com/.default"], identity.Asked);
    }

    private static string Refused(LedgerOptions options) =>
        Assert.Single(Assert.Throws<OptionsValidationException>(() => StorageAccount.Of(options, static () => new NoIdentity())).Failures);

    /// <summary>What the SDK's own credential does on a machine that has no identity.</summary>
    private sealed class NoIdentity : TokenCredential
    {
        public List<string> Asked { get; } = [];

        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken)
        {
            Asked.AddRange(requestContext.Scopes);
            throw new CredentialUnavailableException("This machine has no identity.");
        }

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            new(GetToken(requestContext, cancellationToken));
    }
}
