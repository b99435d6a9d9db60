window.YTD.direct_messages.part0 = [
  {
    "dmConversation": {
      "conversationId": "11-12",
      "messages": [
        {
          "messageCreate": {
            "recipientId": "12",
            "reactions": [],
            "urls": [],
            "text": "a made-up secret",
            "mediaUrls": [],
            "senderId": "11",
            "id": "1",
            "createdAt": "2024-05-01T10:00:00.000Z",
            "editHistory": []
          }
        }
      ]
    }
  }
]