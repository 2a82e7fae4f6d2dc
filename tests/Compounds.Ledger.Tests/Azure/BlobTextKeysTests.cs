using Compounds.Driving;

namespace Compounds.Ledger.Tests;

[RequiresAzurite]
[Collection(AzuriteCollection.Name)]
public sealed class BlobTextKeysTests(AzuriteProcess azurite) : TextKeysTests
{
    private readonly string _name = $"t{Guid.NewGuid():N}";

    private protected override async Task<ITextKeys> OpenAsync() =>
        await BlobTextKeys.OpenAsync(azurite.Blobs(), _name, CancellationToken.None);
}
