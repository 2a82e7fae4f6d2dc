using System.Xml.Linq;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Compounds.Server.Hosting;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Extensions.Options;

namespace Compounds.Server.SignIn;

/// <summary>
/// The keys that protect cookies. They belong to one deployment in one environment, and lie where its ledger is: what another server
/// made, of the same user on the same machine too, means nothing here.
/// </summary>
internal static class KeyRing
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    public static void AddKeyRing(this WebApplicationBuilder builder)
    {
        var (ledger, environment) = (LedgerOptions.Of(builder.Configuration), builder.Environment.EnvironmentName.ToLowerInvariant());
        var protection = builder.Services.AddDataProtection();
        if (ledger.IsShared)
        {
            protection.SetApplicationName($"compounds/{ledger.TableName}/{environment}");
            var container = StorageAccount.Of(ledger).Blobs.GetBlobContainerClient($"{ledger.TableName}-cookiekeys");
            builder.Services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(
                new ConfigureOptions<KeyManagementOptions>(keys => keys.XmlRepository = new BlobKeys(container, environment)));
            return;
        }

        var folder = $"{Path.ChangeExtension(Path.GetFullPath(ledger.Path), null)}.cookiekeys/{environment}";
        if (!OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder, OwnerOnly);
        protection.SetApplicationName($"compounds/{environment}").PersistKeysToFileSystem(new DirectoryInfo(folder));
    }

    /// <summary>Keys as blobs of the account that the silos share, each written once.</summary>
    private sealed class BlobKeys(BlobContainerClient container, string environment) : IXmlRepository
    {
        private readonly string _prefix = environment + "/";

        public IReadOnlyCollection<XElement> GetAllElements()
        {
            container.CreateIfNotExists();
            return [.. container.GetBlobs(BlobTraits.None, BlobStates.None, _prefix, CancellationToken.None).Select(blob => Read(blob.Name))];
        }

        public void StoreElement(XElement element, string friendlyName)
        {
            container.CreateIfNotExists();
            container.UploadBlob($"{_prefix}{friendlyName}.xml", BinaryData.FromString(element.ToString(SaveOptions.DisableFormatting)));
        }

        private XElement Read(string name) => XElement.Parse(container.GetBlobClient(name).DownloadContent().Value.Content.ToString());
    }
}
