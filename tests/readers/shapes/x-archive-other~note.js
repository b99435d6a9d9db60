window.YTD.note_tweet.part0 = [
  {
    "noteTweet": {
      "noteTweetId": "1",
      "updatedAt": "2024-05-01T10:00:00.000Z",
      "lifecycle": {
        "value": "1",
        "name": "Finalized",
        "originalName": "Finalized",
        "annotations": {}
      },
      "createdAt": "2024-05-01T10:00:00.000Z",
      "core": {
        "styletags": [],
        "urls": [],
        "text": "I did not expect that ending, and I have thought about little else since. I did not expect that ending, and I have thought about little else since. I did not expect that ending, and I have thought about little else since. I did not expect that ending, and I have thought about little else since. I did not expect that ending, and I have thought about little else since. ",
        "mentions": [],
        "cashtags": [],
        "hashtags": []
      }
    }
  }
]