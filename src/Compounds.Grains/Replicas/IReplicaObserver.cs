namespace Compounds.Grains.Replicas;

/// <summary>Is told by the grain that writes what a replica copies. A word may be lost: the replica reads the ledger now and then whatever it is told.</summary>
[Alias("observer/replica")]
public interface IReplicaObserver : IGrainObserver
{
    /// <summary>Facts were written, or the activation that was followed ends.</summary>
    [Alias("moved")]
    void Moved();
}
