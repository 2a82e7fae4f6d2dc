// Each of these tests keeps a small machine busy by itself: a server that is killed and a browser that draws would only slow each other.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
