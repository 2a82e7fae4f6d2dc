using Azure;
using Azure.Core;
using Azure.Identity;

namespace Compounds.Ledger;

/// <summary>
/// Signs in to the storage account by another credential. Who gets no token is told like anyone whom the account refuses.
/// </summary>
internal sealed class StoreCredential(TokenCredential credential) : TokenCredential
{
    /// <inheritdoc/>
    public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken)
    {
        try
        {
            return credential.GetToken(requestContext, cancellationToken);
        }
        catch (AuthenticationFailedException failure)
        {
            throw Refused(failure);
        }
    }

    /// <inheritdoc/>
    public override async ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken)
    {
        try
        {
            return await credential.GetTokenAsync(requestContext, cancellationToken).ConfigureAwait(false);
        }
        catch (AuthenticationFailedException failure)
        {
            throw Refused(failure);
        }
    }

    private static RequestFailedException Refused(AuthenticationFailedException failure) =>
        new(401, "This machine has no identity by which it can sign in to the storage account.", failure);
}
